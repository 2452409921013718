import { cleanup } from '@testing-library/react'
import { snapshotContract } from '../../../contract/snapshot.ts'
import { stopClock } from '../../../contract/stage.ts'
import { react } from './adapter.test.helper.tsx'

stopClock(cleanup)

snapshotContract(react)
