import { backoff, createEventSource, text } from '@use-event-source/core'
import type { Readable } from '@use-event-source/core'
import { pace, patience } from './pace.ts'
import { addToTally } from './tally.ts'
import { watch } from './watched.ts'

/** The same server under its other name, which makes it another origin. */
function otherOrigin(): string {
  const url = new URL(location.href)
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  return url.origin
}

const createTicks = (answer: 'refuses' | 'allows') =>
  createEventSource({
    url: `${otherOrigin()}/api/elsewhere/${answer}`,
    events: { tick: text },
    connectTimeout: 4000 * patience,
    retry: backoff({ initial: 1000 * pace, max: 30_000 * pace }),
  })

/** What the other origin answers when it is asked whether the page may send its last event ID. */
export const answers = {
  refuses: { title: 'Refuses the header', source: createTicks('refuses') },
  allows: { title: 'Allows the header', source: createTicks('allows') },
}

export type Answer = keyof typeof answers

export const answerNames = Object.keys(answers) as Answer[]

/** A value that both frameworks show. */
function createShared<Value>(initial: Value) {
  let value = initial
  const listeners = new Set<() => void>()
  const readable: Readable<Value> = {
    getSnapshot: () => value,
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return {
    readable,
    set(next: Value) {
      value = next
      for (const listener of listeners) listener()
    },
  }
}

const chosen = createShared<Answer>('refuses')
export const chosenAnswer = chosen.readable

export function chooseAnswer(answer: Answer): void {
  chosen.set(answer)
  watch({ name: 'elsewhere', source: answers[answer].source, canClose: true })
}

const warning = createShared('')
/** The last warning of the console about the header. */
export const headerWarning = warning.readable

const print = console.warn
console.warn = (...said: unknown[]) => {
  if (String(said[0]).includes('Last-Event-ID')) warning.set(String(said[0]))
  print(...said)
}

export const tickTally = { tick: addToTally }
