import { cleanup } from '@testing-library/vue'
import { expect, test } from 'vitest'
import { isReadonly, ref } from 'vue'
import { snapshotContract } from '../../../contract/snapshot.ts'
import { fakeSource, stopClock } from '../../../contract/stage.ts'
import { tell, vue } from './adapter.test.helper.ts'
import { useSnapshot } from './index.ts'
import { mount } from './mount.test.helper.ts'

stopClock(cleanup)

snapshotContract(vue)

test('a selection follows what else it reads', async () => {
  const { transport, source } = fakeSource()
  const factor = ref(2)
  const { result } = mount(() =>
    useSnapshot(source, ({ latest }) => (latest.price?.data ?? 0) * factor.value),
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '3'))
  expect(result.value).toBe(6)
  factor.value = 10
  expect(result.value).toBe(30)
  expect(isReadonly(result)).toBe(true)
  expect(transport.dials).toHaveLength(1)
})
