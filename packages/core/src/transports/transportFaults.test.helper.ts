import type { ScriptedServerRemote, Step } from '@use-event-source/testing'
import { describe, expect, test, vi } from 'vitest'
import { createTimer } from '../platform/timer.ts'
import { countTimers } from './countTimers.test.helper.ts'
import { own } from './engine.test.helper.ts'
import { faultsFor } from './faults.test.helper.ts'
import type { CarriedBy, Fault } from './faults.test.helper.ts'
import {
  begin,
  followSideBySide,
  goOn,
  patience,
  waitForSilence,
  wholeStory,
} from './story.test.helper.ts'
import type { StoryOptions } from './story.test.helper.ts'

export interface FaultsSubject {
  readonly server: () => ScriptedServerRemote
  /** What the transport is dialled with, beside what the fault asks for. */
  readonly options: (url: string) => StoryOptions
}

/**
 * Another origin is asked for permission where fetch resumes, and never by a native `EventSource`.
 * Node sends none.
 */
const asksPermission: Readonly<Record<CarriedBy, boolean>> = {
  fetch: typeof document !== 'undefined',
  native: false,
}

/**
 * Puts a transport through faults: after each of them nothing is lost, nothing came twice, and
 * nothing is left behind. Meant for a concurrent suite, because most faults wait for the half
 * second that has to pass from dial to dial.
 */
export function transportFaults(carriedBy: CarriedBy, { server, options }: FaultsSubject) {
  const followNumbers = followSideBySide()

  async function meet(fault: Fault) {
    const { steps, options: asked, failure, isFinal, largest = 1 } = fault
    const url = server().url(...steps)
    const { source, numbers } = followNumbers(url, { ...options(url), ...asked })
    const failures: unknown[] = []
    source.subscribe(() => failures.push(source.getSnapshot().failure))
    let longest = 0
    source.on('number', ({ raw }) => (longest = Math.max(longest, raw.length)))

    if (isFinal) {
      await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
      expect(source.getSnapshot()).toMatchObject({
        failure: { ...failure, willRetry: false },
        lastEventId: fault.lastEventId ?? '3',
      })
    } else {
      await vi.waitFor(() => expect(numbers).toHaveLength(wholeStory.length), patience)
      expect(source.getSnapshot()).toMatchObject({
        status: 'open',
        failure: null,
        lastEventId: '6',
      })
      source.close()
    }
    expect(numbers).toEqual(isFinal ? [1, 2, 3] : wholeStory)
    expect(longest).toBe(largest)
    if (failure) expect(failures).toContainEqual(expect.objectContaining(failure))

    const keepsSocket = fault.redirects && carriedBy === 'fetch' && own?.keepsRedirectedSockets
    if (!keepsSocket) await waitForSilence(server(), url)
    const { requests } = await server().seen(url)
    const resumes = requests.some(({ lastEventId }) => lastEventId !== '')
    // A reset may also cost what the browser has not read yet, and with it the id to resume from.
    expect(requests.some(({ method }) => method === 'OPTIONS')).toBe(
      asksPermission[carriedBy] && resumes,
    )
  }

  for (const fault of faultsFor[carriedBy]) {
    const outcome = fault.isFinal ? 'ends after' : 'loses nothing to'
    const skipped = carriedBy === 'native' && fault.notNative
    const name = `${outcome} ${fault.name}${skipped ? `: ${skipped}` : ''}`
    test.skipIf(skipped)(name, { timeout: 60_000 }, () => meet(fault))
  }

  describe('closed means closed', () => {
    const mute: Step = { do: 'mute' }
    const moments: readonly {
      readonly moment: string
      readonly steps: readonly Step[]
      readonly state: object
    }[] = [
      { moment: 'connecting', steps: [mute], state: { status: 'connecting' } },
      { moment: 'open', steps: [{ do: 'numbers', upTo: 3 }], state: { status: 'open' } },
      {
        moment: 'redialing',
        steps: [{ do: 'numbers', upTo: 3, retry: 1, then: 'end' }, mute],
        state: { status: 'reconnecting' },
      },
      {
        moment: 'waiting to redial',
        steps: [{ do: 'numbers', upTo: 3, retry: 300, then: 'end' }, goOn],
        state: { status: 'reconnecting' },
      },
      {
        moment: 'waiting after a refusal',
        steps: [begin, { do: 'status', status: 503 }, goOn],
        state: { status: 'reconnecting', failure: { retryAt: expect.any(Number) } },
      },
    ]
    test.each(moments)('while $moment', { timeout: 60_000 }, async ({ steps, state }) => {
      const url = server().url(...steps)
      const { source, numbers } = followNumbers(url, { ...options(url), retry: () => 300 })
      const count = steps[0] === mute ? 0 : 3
      await vi.waitFor(() => {
        expect(numbers).toHaveLength(count)
        expect(source.getSnapshot()).toMatchObject(state)
      }, patience)
      if (steps.at(-1) === mute)
        await vi.waitFor(async () => expect((await server().seen(url)).sockets).toBe(1), patience)

      const statuses: string[] = []
      source.subscribe(() => statuses.push(source.getSnapshot().status))
      source.close()
      await waitForSilence(server(), url)
      const { requests } = await server().seen(url)

      // Another stream that comes back several times is the clock.
      const clock = server().url(begin, begin, { ...begin, retry: 350 }, goOn)
      const other = followNumbers(clock, options(clock))
      await vi.waitFor(() => expect(other.numbers).toEqual(wholeStory), patience)
      other.source.close()
      expect((await server().seen(url)).requests).toHaveLength(requests.length)
      expect(numbers).toHaveLength(count)
      expect(statuses).toEqual(['closed'])
    })

    test('and a timer that is left behind would be seen', () => {
      const timers = countTimers()
      const timer = createTimer()
      timer.start(60_000, () => {})
      timers.stop()
      expect(timers.left()).toEqual([expect.stringContaining('timer.ts')])
      timer.stop()
    })
  })
}
