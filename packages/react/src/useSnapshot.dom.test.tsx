import { cleanup, renderHook } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { snapshotContract } from '../../../contract/snapshot.ts'
import { fakeSource, stopClock } from '../../../contract/stage.ts'
import { react, tell } from './adapter.test.helper.tsx'
import { useEventSource, useSnapshot } from './index.ts'

stopClock(cleanup)

snapshotContract(react)

test('a selection that is equal stays the same object, though `select` is another function at each render', async () => {
  const { transport, source } = fakeSource()
  let renders = 0
  const { result, rerender } = renderHook(
    ({ factor }) => {
      renders++
      return useSnapshot(
        source,
        ({ latest }) => ({ scaled: (latest.price?.data ?? 0) * factor }),
        (a, b) => a.scaled === b.scaled,
      )
    },
    { initialProps: { factor: 2 }, wrapper: StrictMode },
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '3'))
  const first = result.current
  expect(first).toEqual({ scaled: 6 })
  const before = renders
  rerender({ factor: 2 })
  rerender({ factor: 2 })
  expect(result.current).toBe(first)
  // Strict mode renders twice, and neither render causes another.
  expect(renders).toBe(before + 4)

  rerender({ factor: 4 })
  const second = result.current
  expect(second).toEqual({ scaled: 12 })
  rerender({ factor: 4 })
  expect(result.current).toBe(second)
  await tell(() => transport.last.event('price', '3'))
  expect(result.current).toBe(second)
})

test('a selection that is a new object each time makes no loop', async () => {
  const { transport, source } = fakeSource()
  let renders = 0
  const { result, rerender } = renderHook(() => {
    renders++
    return useSnapshot(source, ({ data }) => ({ data }))
  })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '3'))
  const before = renders
  rerender()
  expect(renders).toBe(before + 1)
  expect(result.current).toEqual({ data: 3 })
})

test('a selection may begin late, and is made by the newest function', async () => {
  const { transport, source } = fakeSource()
  const times = (factor: number) => (state: unknown) =>
    Number((state as { data: unknown }).data) * factor
  const { result, rerender } = renderHook(
    ({ select }: { select?: (state: unknown) => unknown }) => useSnapshot(source, select),
    { initialProps: {} },
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '3'))
  expect(result.current).toBe(source.getSnapshot())
  rerender({ select: times(2) })
  expect(result.current).toBe(6)
  rerender({ select: times(10) })
  expect(result.current).toBe(30)
  expect(transport.dials).toHaveLength(1)
})

test('a component subscribes once to a store', () => {
  const { source } = fakeSource()
  let subscribed = 0
  const subscribe = (listener: () => void) => {
    subscribed++
    return source.subscribe(listener)
  }
  renderHook(() => useEventSource({ ...source, subscribe }))
  expect(subscribed).toBe(1)
})
