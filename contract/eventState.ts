import { fakeTransport } from '@use-event-source/testing'
import { createEventSourceClient } from '@use-event-source/core'
import { expect, test, vi } from 'vitest'
import { randomTimeout } from '../scripts/randomRuns.ts'
import type { Adapter } from './adapter.ts'
import { checkLoading } from './loading.ts'
import { createTell, events, fakeSource } from './stage.ts'

/** How `useEventState` adds up the events of a stream. */
export function eventStateContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)
  const sum = { price: (sum: number, event: { data: number }) => sum + event.data }

  test('adds up every event of all types in order, and equal ones too', async () => {
    const { transport, source } = fakeSource()
    const append = (log: unknown[], event: { data: unknown }) => [...log, event.data]
    const log = mount('useEventState', [source, [], { price: append, halt: append }])
    expect(log.shown).toEqual([])
    await tell(() => transport.last.open())
    await tell(() => {
      transport.last.event('price', '1')
      transport.last.event('halt', 'noon')
      for (let i = 0; i < 3; i++) transport.last.event('price', '2')
    })
    expect(log.shown).toEqual([1, 'noon', 2, 2, 2])
  })

  test('renders once for many events, and not at all when the state stays the same', async () => {
    const { transport, source } = fakeSource()
    const total = mount(
      'useEventState',
      [source, 0, { ...sum, halt: (sum: number) => sum }],
      (total) => total,
    )
    await tell(() => transport.last.open())
    expect(total).toMatchObject({ text: '0', renders: 1 })
    await tell(() => {
      for (let i = 0; i < 100; i++) transport.last.event('price', '1')
    })
    expect(total).toMatchObject({ text: '100', renders: 2 })
    await tell(() => transport.last.event('halt', 'noon'))
    await tell(() => transport.last.event('price', '0'))
    expect(total).toMatchObject({ text: '100', renders: 2 })
  })

  test('begins again with another stream, and waits without one', async () => {
    const transport = fakeTransport()
    const rest = [
      'log:',
      { halt: (log: string, event: { data: string }) => `${log} ${event.data}` },
      { events, transport },
    ] as const
    const log = mount('useEventState', [null, ...rest])
    expect(log.shown).toBe('log:')
    expect(transport.dials).toHaveLength(0)

    await log.change('/1', ...rest)
    const [first] = transport.dials
    await tell(() => first?.open())
    await tell(() => first?.event('halt', 'noon'))
    expect(log.shown).toBe('log: noon')

    await log.change('/2', ...rest)
    expect(log.shown).toBe('log:')
    await tell(() => first?.event('halt', 'old'))
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'new'))
    expect(log.shown).toBe('log: new')

    await log.change(null, ...rest)
    expect(log.shown).toBe('log:')
  })

  test('begins again with another store', async () => {
    const { transport, source: first } = fakeSource('/1')
    const { source: second } = fakeSource('/2', transport)
    const total = mount('useEventState', [first, 0, sum])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '1'))
    expect(total.shown).toBe(1)
    await total.change(second, 0, sum)
    expect(total.shown).toBe(0)
  })

  test('reads the events of a URL as text when no option names them', async () => {
    vi.useRealTimers()
    const url =
      'data:text/event-stream,retry: 60000%0Aevent: a%0Adata: 1%0A%0Aevent: b%0Adata: 2%0A%0A'
    const append = (log: string, event: { data: string }) => log + event.data
    const log = mount('useEventState', [url, '', { a: append, b: append }])
    await vi.waitFor(async () => {
      await settle(() => {})
      expect(log.shown).toBe('12')
    })
    log.unmount()
  })

  test('shows the old state until the state is loaded, with the newest options', async () => {
    const { transport, source } = fakeSource()
    const answers: ((total: number) => void)[] = []
    const load = () => new Promise<number>((answer) => answers.push(answer))
    const first = { load: () => Promise.reject(new Error('old')), onLoadError() {} }
    const total = mount('useEventState', [source, 0, sum, first])
    await total.change(source, 0, sum, { load })
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '1'))
    expect([total.shown, answers.length]).toEqual([0, 1])
    await tell(() => answers[0]!(10))
    await tell(() => {})
    expect(total.shown).toBe(11)
    await tell(() => transport.last.event('price', '1'))
    expect(total.shown).toBe(12)
  })

  test('loads again for the next user after clear()', async () => {
    const client = createEventSourceClient()
    const transport = fakeTransport()
    let loads = 0
    const options = { events, transport, load: () => ++loads * 100 }
    const total = mount('useEventState', ['/prices', 0, sum, options], undefined, client)
    await tell(() => transport.last.open())
    await tell(() => {})
    expect(total.shown).toBe(100)
    await tell(() => client.clear())
    await tell(() => {})
    expect([total.shown, loads]).toEqual([0, 1])
  })

  test(
    'a state that is loaded ends as that of the server, whatever comes between',
    { timeout: randomTimeout },
    () =>
      checkLoading(
        {
          mount(source, initial, reducers, options) {
            const state = mount('useEventState', [source, initial, reducers, options])
            return { shown: () => state.shown as readonly number[], unmount: state.unmount }
          },
          async settle(step) {
            await tell(step)
            await tell(() => {})
          },
        },
        30,
      ),
  )

  test('adds up nothing once the component is gone, and leaves no timer behind', async () => {
    const { transport, source } = fakeSource()
    const seen: number[] = []
    const reducers = { price: (_: number, event: { data: number }) => seen.push(event.data) }
    const { unmount } = mount('useEventState', [source, 0, reducers])
    await tell(() => transport.last.open())
    unmount()
    transport.last.event('price', '5')
    vi.advanceTimersByTime(3000)
    expect(seen).toEqual([])
    expect(transport.sockets).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
}
