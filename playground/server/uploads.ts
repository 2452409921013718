import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { UploadProgress } from '../src/shared/wire.ts'
import type { Sequence } from './sequence.ts'

/**
 * How fast the server reads, in bytes per second: without a limit, an upload on one machine ends
 * before anything is seen.
 */
const speed = 6 * 1024 * 1024

/** How long a job is remembered after its last request or change, in milliseconds. */
const memory = 60_000

const mostJobs = 20

interface Job {
  progress: UploadProgress
  version: number
  touchedAt: number
}

/** Files on their way in. They are counted and thrown away. */
export interface Uploads {
  /** The progress of a job, which may not have begun yet. */
  progressOf(id: string): Sequence
  /** Whether a job has begun, and cannot begin again. */
  isTaken(id: string): boolean
  /** Reads a file to its end, or to where the client hangs up. */
  receive(id: string, request: IncomingMessage, total: number): Promise<void>
}

const isOver = ({ progress: { state } }: Job) => state === 'complete' || state === 'cancelled'

export function createUploads(): Uploads {
  const jobs = new Map<string, Job>()

  function jobOf(id: string): Job {
    const now = Date.now()
    for (const [id, { touchedAt }] of jobs) if (now - touchedAt > memory) jobs.delete(id)
    const job = jobs.get(id) ?? {
      progress: { state: 'waiting', received: 0, total: 0 },
      version: 1,
      touchedAt: now,
    }
    // Deleted first, so that the order of the map is the order of use.
    jobs.delete(id)
    jobs.set(id, job)
    for (const [oldest] of jobs) if (jobs.size > mostJobs) jobs.delete(oldest)
    job.touchedAt = now
    return job
  }

  function update(job: Job, progress: Partial<UploadProgress>) {
    job.progress = { ...job.progress, ...progress }
    job.touchedAt = Date.now()
    // Two at the end: `progress` with how it ended, and `done`.
    job.version += isOver(job) ? 2 : 1
  }

  return {
    progressOf(id) {
      const job = jobOf(id)
      return {
        latest: () => job.version,
        replay: 2,
        welcome: 2,
        // Only the newest is worth sending.
        eventAt(seq) {
          const id = String(seq)
          if (isOver(job) && seq === job.version) return { id, type: 'done', data: '' }
          const newest = isOver(job) ? job.version - 1 : job.version
          return seq === newest
            ? { id, type: 'progress', data: JSON.stringify(job.progress) }
            : null
        },
      }
    },
    isTaken: (id) => jobOf(id).progress.state !== 'waiting',
    async receive(id, request, total) {
      const job = jobOf(id)
      update(job, { state: 'receiving', total })
      const startedAt = Date.now()
      try {
        for await (const chunk of request) {
          const received = job.progress.received + (chunk as Buffer).length
          update(job, { received })
          // Not read any faster, so the client cannot send any faster.
          await setTimeout(startedAt + (received / speed) * 1000 - Date.now())
        }
      } catch {
        // The client hung up.
      }
      update(job, { state: job.progress.received === total ? 'complete' : 'cancelled' })
    },
  }
}
