import type { ScriptedServerRemote, Step } from '@use-event-source/testing'
import { beforeAll, expect, onTestFinished, vi } from 'vitest'
import { createEventSource } from '../store/eventSource.ts'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import { isTransient } from '../connection/retry.ts'
import type { RetryPolicy } from '../connection/retry.ts'
import type { EventSourceOptions } from '../store/store.ts'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { countTimers } from './countTimers.test.helper.ts'

const events = { number: Number }

export type StoryOptions = Partial<EventSourceOptions<any>>

/**
 * The first half of a story: three numbers, and then the connection is gone. What comes next is the
 * fault.
 */
export const begin = { do: 'numbers', upTo: 3, retry: 1, then: 'end' } as const
/** The last half: a client that kept the id receives the other three. */
export const goOn: Step = { do: 'numbers', upTo: 6 }
export const wholeStory = [1, 2, 3, 4, 5, 6]

/** The default policy, without its patience. */
export const soon: RetryPolicy = ({ failure, serverDelay }) =>
  isTransient(failure) && (failure.retryAfter ?? serverDelay ?? 1)

/** Long enough for a machine that has other things to do. */
export const patience = { timeout: 50_000, interval: 10 }

/**
 * Listens to a stream of numbers with a connection of its own. Expects warnings of what the native
 * transport ignores and of an id that may not be sent, and no other.
 */
export function followNumbers(url: string, options: StoryOptions) {
  expectKnownWarnings(onTestFinished)
  const followed = listenToNumbers(url, options)
  onTestFinished(followed.source.close)
  return followed
}

/**
 * Returns a `followNumbers` for a suite whose tests run beside each other. Neither the console nor
 * a timer says which of them it serves, so the suite ends with what a test alone ends with: only
 * known warnings, and no timer left behind.
 */
export function followSideBySide(): typeof followNumbers {
  const sources: { close(): void }[] = []
  beforeAll(() => {
    const undos: (() => void)[] = []
    expectKnownWarnings((undo) => undos.push(undo))
    const timers = countTimers()
    return () => {
      timers.stop()
      const left = timers.left()
      for (const { close } of sources) close()
      for (const undo of undos) undo()
      expect(left).toEqual([])
    }
  })
  return (url, options) => {
    const followed = listenToNumbers(url, options)
    sources.push(followed.source)
    return followed
  }
}

function expectKnownWarnings(atTheEnd: (check: () => void) => void): void {
  const warnings = hearWarnings('warn', atTheEnd)
  atTheEnd(() => {
    for (const warning of warnings)
      expect(warning).toMatch(/^nativeTransport\(\) ignores| refuses the header Last-Event-ID/)
  })
}

function listenToNumbers(url: string, options: StoryOptions) {
  const numbers: number[] = []
  const source = createEventSource({
    url,
    events,
    client: createEventSourceClient(),
    linger: 0,
    ...options,
  })
  source.on('number', (event) => numbers.push(event.data))
  return { source, numbers }
}

/**
 * Lets the URL carry the last event ID: a new native `EventSource` has no other place
 * for it.
 */
export const resumedByUrl = (url: string): StoryOptions => ({
  url: ({ lastEventId }) => `${url}&after=${lastEventId}`,
})

/** Waits until the server has no socket of a script any more. */
export async function waitForSilence(server: ScriptedServerRemote, url: string) {
  await vi.waitFor(async () => expect((await server.seen(url)).sockets).toBe(0), patience)
}
