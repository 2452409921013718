import { answerTo } from './answerTo.ts'
import { chance } from './chance.ts'
import type { Sequence, WireEvent } from './sequence.ts'

/** How long an answer is remembered after it was asked for, in milliseconds. */
const memory = 15 * 60_000

const mostRuns = 200

/** How an answer is written: the events before its tokens, of each token, and after them. */
export interface WireFormat {
  begin(id: string): readonly WireEvent[]
  token(token: string, id: string): WireEvent
  end(id: string, isStopped: boolean): readonly WireEvent[]
}

interface Run {
  readonly tokens: readonly string[]
  readonly startedAt: number
  /** How many tokens it had when it was stopped. */
  stoppedAt: number
}

/**
 * Answers that are written whether or not a client reads them, as the servers of language models
 * do. How much of one is written follows from the time, so nothing runs.
 */
export interface Runs {
  /** Starts an answer. A request that is sent twice starts one. */
  start(id: string, prompt: string): void
  stop(id: string): void
  /** The log of an answer, or `null` where there is none of this id. */
  logOf(id: string): Sequence | null
}

export function createRuns(format: WireFormat): Runs {
  const runs = new Map<string, Run>()

  function forget() {
    const now = Date.now()
    for (const [id, { startedAt }] of runs)
      if (now - startedAt > memory || runs.size > mostRuns) runs.delete(id)
  }

  return {
    start(id, prompt) {
      if (runs.has(id)) return
      const tokens = answerTo(prompt).match(/\s*\S{1,7}/g) ?? []
      runs.set(id, { tokens, startedAt: Date.now(), stoppedAt: Infinity })
      forget()
    },
    stop(id) {
      const run = runs.get(id)
      if (run) run.stoppedAt = Math.min(run.stoppedAt, writtenBy(run))
    },
    logOf(id) {
      const run = runs.get(id)
      return run ? logOf(id, run, format) : null
    },
  }
}

/** The events of an answer, numbered from 1. */
function logOf(id: string, run: Run, format: WireFormat): Sequence {
  const begin = format.begin(id)
  const written = () => Math.min(run.tokens.length, run.stoppedAt)
  const end = () => format.end(id, run.stoppedAt < Infinity)
  const isWritten = () => writtenBy(run) >= written()
  const last = () => begin.length + written() + end().length
  return {
    latest: () => (isWritten() ? last() : begin.length + writtenBy(run)),
    replay: Infinity,
    welcome: Infinity,
    eventAt(seq) {
      const [index, count] = [seq - 1 - begin.length, written()]
      const token = index < count ? run.tokens[index] : undefined
      const event =
        begin[seq - 1] ?? (token === undefined ? end()[index - count] : format.token(token, id))
      return event ? { ...event, id: String(seq) } : null
    },
    isOver: (cursor) => isWritten() && cursor >= last(),
  }
}

/** How many tokens are written by now. */
function writtenBy({ tokens, startedAt }: Run): number {
  let left = Date.now() - startedAt
  const next = tokens.findIndex((_, index) => (left -= timeOf(index)) < 0)
  return next === -1 ? tokens.length : next
}

/** How long a token takes, in milliseconds. Uneven on purpose, as the tokens of a model are. */
const timeOf = (index: number) => 20 + 120 * chance(index) ** 3
