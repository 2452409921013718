// One workload, every parser, in Node and in Chromium alike: each workload gets a process or a page
// of its own, so that what the compiler learned from one of them is not held against the next.
import { clock, measure } from '../measure.ts'
import type { Measured } from '../measure.ts'
import { bareDecoder, parsers } from '../parsers.ts'
import type { Read } from '../parsers.ts'
import { workloads } from '../workloads.ts'

export interface ParseReport {
  readonly workload: string
  readonly bytes: number
  readonly events: number
  readonly measured: readonly Measured[]
  /** What each parser read that the first one did not, in words. */
  readonly differences: Readonly<Record<string, string>>
  /** Time of ours for the whole work, as a multiple of its time for a quarter of it. */
  readonly growth: number
}

/** The names of what was measured, as the tables have them. */
export const decoderName = 'TextDecoder alone'

/** The two whose ratio is a goal. */
const compared = ['eventsource-parser', 'use-event-source']

/** A peer that needs longer than this for one reading is not timed in rounds, in milliseconds. */
export const patience = 2000

export interface ParseTask {
  readonly workload: string
  readonly quick: boolean
  /** Whether only the two run whose ratio is a goal. */
  readonly two: boolean
}

export async function parseProgram({
  workload: name,
  quick,
  two,
}: ParseTask): Promise<ParseReport> {
  const workload = workloads.find((each) => each.name === name)
  if (!workload) throw new Error(`There is no workload named ${name}.`)
  const chunks = workload.chunks(quick ? 0.1 : 1)

  const digests = new Map<string, Digest>()
  const differences: Record<string, string> = {}
  const timed: string[] = []
  for (const [parser, read] of Object.entries(parsers)) {
    if (two && !compared.includes(parser)) continue
    const start = await clock()
    const digest = await digestOf(read, chunks)
    if (compared.includes(parser) || (await clock()) - start < patience) timed.push(parser)
    digests.set(parser, digest)
    const difference = differenceOf(digest, digests.get('eventsource-parser') ?? digest)
    if (difference) differences[parser] = difference
  }

  const cases = timed.map((parser) => ({
    name: parser,
    run: () => lengthOf(parsers[parser] as Read, chunks),
  }))
  cases.push({ name: decoderName, run: () => lengthOf(bareDecoder, chunks) })
  // Reading the clock of a page costs some of its time, and Firefox has one of whole milliseconds.
  const sample = typeof process === 'object' ? 3 : 'threadTime' in globalThis ? 10 : 25
  const measured = await measure(cases, {
    rounds: quick ? 3 : 61,
    budget: quick ? 50 : 1000,
    warmUp: quick ? 5 : 100,
    sample: quick ? 1 : sample,
  })

  return {
    workload: name,
    bytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    events: digests.get('use-event-source')?.count ?? 0,
    measured,
    differences,
    growth: await growthOf(workload.chunks),
  }
}

/**
 * Tries up to four times, because what is too much once may be the machine.
 *
 * The largest event has 8 MB. The garbage collector copies the pieces of one that outgrows the young
 * generation, 16 MB in Node, in any reader: to join what a TextDecoder returns takes 5 times as long
 * for each MB of 32 as for each of 8, and as long with `--max-semi-space-size=128`.
 */
async function growthOf(chunks: (scale: number) => readonly Uint8Array[]): Promise<number> {
  const [once, fourTimes] = [chunks(0.25), chunks(1)]
  const ours = parsers['use-event-source'] as Read
  let growth = Infinity
  for (let tries = 0; tries < 4 && growth > 6; tries++) {
    const cases = [once, fourTimes].map((each, index) => ({
      name: String(index),
      run: () => lengthOf(ours, each),
    }))
    const [small, large] = await measure(cases, { rounds: 7, budget: 200, warmUp: 30, sample: 2 })
    growth = Math.min(growth, (large?.best ?? NaN) / (small?.best ?? NaN))
  }
  return growth
}

function lengthOf(read: Read, chunks: readonly Uint8Array[]): unknown {
  let length = 0
  const done = read(
    chunks,
    (type, data, id) => void (length += type.length + data.length + id.length),
  )
  return done ? done.then(() => length) : length
}

interface Digest {
  count: number
  hash: number
}

async function digestOf(read: Read, chunks: readonly Uint8Array[]): Promise<Digest> {
  const digest = { count: 0, hash: 0 }
  await read(chunks, (type, data, id) => {
    digest.count++
    for (const part of [type, data, id]) {
      for (let i = 0; i < part.length; i++)
        digest.hash = (Math.imul(digest.hash, 31) + part.charCodeAt(i)) | 0
      digest.hash = (Math.imul(digest.hash, 31) + 0xffff) | 0
    }
  })
  return digest
}

function differenceOf({ count, hash }: Digest, expected: Digest): string | null {
  if (count !== expected.count) return `${count} of ${expected.count} events`
  return hash === expected.hash ? null : 'other events'
}
