import { createEventSourceClient, createEventState, flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import type { Adapter, Hooks, View } from './adapter.ts'
import { createTell, events, fakeSource } from './stage.ts'

const priceOf = ({ latest }: View) => `${latest.price?.data}`
const stateOf = (view: View) => `${view.status} ${priceOf(view)}`
const addUp = { price: (sum: number, { data }: { data: unknown }) => sum + (data as number) }

/** What components beside each other show in the middle of a frame, when one of them has a reason to render. */
export function siblingsContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  /** Shows a first price, and lets a second one wait for the next frame. */
  async function sendTwo(transport: ReturnType<typeof fakeTransport>) {
    await tell(() => transport.last.open())
    await settle(() => transport.last.event('price', '1'))
    await settle(() => transport.last.event('price', '2'))
  }

  const store = fakeSource()
  const onUrl = fakeTransport()

  test.each<[string, ReturnType<typeof fakeTransport>, Parameters<Hooks['useEventSource']>]>([
    ['a store', store.transport, [store.source]],
    ['a URL', onUrl, ['/prices', { events, transport: onUrl }]],
  ])('no component of %s shows anything newer than the others', async (_, transport, args) => {
    const mountAnother = () => mount('useEventSource', args, priceOf)
    const siblings = [mountAnother(), mountAnother()]
    const prices = () => siblings.map(({ text }) => text)
    await sendTwo(transport)
    expect(prices()).toEqual(['1', '1'])

    await siblings[0]?.change(...args)
    expect(prices()).toEqual(['1', '1'])
    await settle(() => void siblings.push(mountAnother()))
    expect(new Set(prices()).size).toBe(1)
    await settle(() => flushFrames())
    expect(prices()).toEqual(['2', '2', '2'])
  })

  test('a component that mounts because of an event brings its siblings no other frame', async () => {
    const transport = fakeTransport()
    const args = ['/prices', { events, transport }] as const
    const waiting = mount('useSuspenseEventSource', [...args], priceOf)
    const price = mount('useEventSource', [...args], priceOf)
    await sendTwo(transport)
    expect([waiting.text, price.text]).toEqual(['1', '1'])
    await settle(() => flushFrames())
    expect([waiting.text, price.text]).toEqual(['2', '2'])
  })

  test('a component that has shown nothing lately shows nothing newer than the others', async () => {
    const { transport, source } = fakeSource()
    const price = mount('useEventSource', [source], stateOf)
    const sum = mount('useSnapshot', [createEventState(source, 0, addUp)], String)
    await tell(() => transport.last.open())
    await settle(() => transport.last.event('halt', 'lunch'))
    await settle(() => transport.last.event('price', '1'))
    expect([price.text, sum.text]).toEqual(['open undefined', '0'])
    await settle(() => flushFrames())
    expect([price.text, sum.text]).toEqual(['open 1', '1'])
  })

  test('a stream that is closed shows it immediately, and all that came before', async () => {
    const { transport, source } = fakeSource()
    const price = mount('useEventSource', [source], stateOf)
    const sum = mount('useSnapshot', [createEventState(source, 0, addUp)], String)
    await sendTwo(transport)
    expect([price.text, sum.text]).toEqual(['open 1', '1'])
    await settle(() => source.close())
    expect([price.text, sum.text]).toEqual(['closed 2', '3'])
  })

  test('a client that is cleared leaves nothing on the screen, not even until the next frame', async () => {
    const client = createEventSourceClient()
    const transport = fakeTransport()
    const options = { events, transport, client }
    const price = mount('useEventSource', ['/prices', options], stateOf)
    const sum = mount('useEventState', ['/prices', 0, addUp, options], String)
    await sendTwo(transport)
    expect([price.text, sum.text]).toEqual(['open 1', '1'])
    await settle(() => client.clear())
    expect([price.text, sum.text]).toEqual(['idle undefined', '0'])
  })
}
