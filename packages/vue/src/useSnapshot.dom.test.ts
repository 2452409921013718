import { cleanup } from '@testing-library/vue'
import { snapshotContract } from '../../../contract/snapshot.ts'
import { stopClock } from '../../../contract/stage.ts'
import { vue } from './adapter.test.helper.ts'

stopClock(cleanup)

snapshotContract(vue)
