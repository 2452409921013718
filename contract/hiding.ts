import type { Source } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { describe, expect, test, vi } from 'vitest'
import type { Hooks } from './adapter.ts'
import { events, fakeSource } from './stage.ts'

/** A state in a part of a page that may be hidden, and keeps what it has. */
interface Part {
  readonly text: string
  setShown(isShown: boolean): Promise<void>
}

/** How a part of a page shows a state that is loaded, when it was hidden for a while. */
export function hidingContract(
  mountPart: (...args: Parameters<Hooks['useEventState']>) => Part,
  tell: (speak: () => void) => Promise<void>,
) {
  const sum = { price: (sum: number, event: { data: number }) => sum + event.data }

  async function openPart(sourceOf: () => { transport: FakeTransport; source: Source }) {
    const { transport, source } = sourceOf()
    const answers: ((total: unknown) => void)[] = []
    const load = () => new Promise((answer) => answers.push(answer))
    const options = source === '/prices' ? { events, transport, load } : { load }
    const part = mountPart(source, 0, sum, options)
    await tell(() => transport.last.open())
    const answer = async (total: unknown) => {
      await tell(() => answers.at(-1)?.(total))
      await tell(() => {})
    }
    return { transport, part, answers, answer }
  }

  describe.each([
    ['a URL', () => ({ transport: fakeTransport(), source: '/prices' })],
    ['a store', () => fakeSource()],
  ])('a state of %s', (_, sourceOf) => {
    test('is not loaded again when its part was hidden for less than the linger', async () => {
      const { transport, part, answers, answer } = await openPart(sourceOf)
      await answer(10)
      await part.setShown(false)
      await tell(() => transport.last.event('price', '1'))
      vi.advanceTimersByTime(900)
      await part.setShown(true)
      expect(part.text).toBe('11')
      await tell(() => transport.last.event('price', '1'))
      expect([part.text, answers.length, transport.dials.length]).toEqual(['12', 1, 1])
    })

    test('is loaded once when its part was hidden for a moment meanwhile', async () => {
      const { transport, part, answers, answer } = await openPart(sourceOf)
      await part.setShown(false)
      await tell(() => transport.last.event('price', '1'))
      await answer(10)
      await part.setShown(true)
      expect([part.text, answers.length]).toEqual(['11', 1])
    })

    test('goes on from its last event ID when its part was hidden for longer', async () => {
      const { transport, part, answers, answer } = await openPart(sourceOf)
      await answer({ state: 10, lastEventId: '7' })
      await tell(() => transport.last.event('price', '1', '8'))
      await part.setShown(false)
      vi.advanceTimersByTime(5000)
      expect(transport.sockets).toBe(0)
      await part.setShown(true)
      expect([part.text, transport.last.request.lastEventId]).toEqual(['11', '8'])
      await tell(() => transport.last.open())
      await tell(() => transport.last.event('price', '1', '9'))
      await tell(() => {})
      expect([part.text, answers.length]).toEqual(['12', 1])
    })

    test('is loaded again without an ID, and shows the old state until then', async () => {
      const { transport, part, answers, answer } = await openPart(sourceOf)
      await answer(10)
      await part.setShown(false)
      vi.advanceTimersByTime(5000)
      await part.setShown(true)
      await tell(() => transport.last.open())
      await tell(() => transport.last.event('price', '1'))
      expect([part.text, answers.length]).toEqual(['10', 2])
      await answer(20)
      expect(part.text).toBe('21')
    })

    test('is loaded when it is shown again, if its part was hidden before the answer', async () => {
      const { transport, part, answers, answer } = await openPart(sourceOf)
      await part.setShown(false)
      vi.advanceTimersByTime(5000)
      await answer(10)
      await part.setShown(true)
      expect(part.text).toBe('0')
      await tell(() => transport.last.open())
      await tell(() => {})
      await answer(20)
      expect([part.text, answers.length]).toEqual(['20', 2])
    })
  })
}
