import { answerTo } from './answerTo.ts'
import { chance } from './chance.ts'
import type { Sequence } from './sequence.ts'

/** How long an answer is remembered after it was asked for, in milliseconds. */
const memory = 15 * 60_000

const mostRuns = 200

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

export function createRuns(): Runs {
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
      return run ? logOf(run) : null
    },
  }
}

/** The tokens of an answer, numbered from 1, and `done`. */
function logOf(run: Run): Sequence {
  const last = () => Math.min(run.tokens.length, run.stoppedAt)
  const latest = () => (writtenBy(run) < last() ? writtenBy(run) : last() + 1)
  return {
    latest,
    replay: Infinity,
    welcome: Infinity,
    eventAt(seq) {
      const token = run.tokens[seq - 1]
      if (seq <= last() && token !== undefined)
        return { id: String(seq), type: 'token', data: JSON.stringify(token) }
      return { id: String(seq), type: 'done', data: run.stoppedAt < Infinity ? 'stopped' : '' }
    },
    isOver: (cursor) => cursor > last(),
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
