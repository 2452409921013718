import { createEventSource, json } from '@use-event-source/core'
import { session } from './session.ts'
import { watch } from './watched.ts'
import { largestUpload, type UploadProgress } from './wire.ts'

/** A file on its way, and the stream on which the server reports how much of it has come. */
export interface Upload {
  readonly name: string
  readonly size: number
  readonly progress: ReturnType<typeof createProgress>
  readonly cancel: () => void
}

function createProgress(id: string) {
  return createEventSource({
    url: `/api/uploads/${id}`,
    events: { progress: json<UploadProgress>() },
    client: session,
    until: (event) => event.type === 'done',
  })
}

/**
 * Sends a file. The page chose the name of the job, so it can listen before the first byte has
 * left.
 */
export function upload(file: Blob, name: string): Upload {
  const id = crypto.randomUUID()
  const progress = createProgress(id)
  const request = new AbortController()
  watch({ name: 'uploads', source: progress, canClose: true, closed: 'Complete' })
  // The stream reports the result, and earlier than `fetch`.
  fetch(`/api/uploads/${id}`, { method: 'POST', body: file, signal: request.signal }).catch(
    () => {},
  )
  return { name, size: file.size, progress, cancel: () => request.abort() }
}

export const nothingSent: UploadProgress = { state: 'waiting', received: 0, total: 0 }

/** Keeps the newest progress. */
export const progressReducers = {
  progress: (_: UploadProgress, { data }: { data: UploadProgress }): UploadProgress => data,
}

export const isUnderWay = ({ state }: UploadProgress) =>
  state === 'waiting' || state === 'receiving'

/** Makes a file, so that an upload needs none of the visitor. */
export const sampleFile = () => new Blob([new Uint8Array(16 * 1024 * 1024)])

export const isTooLarge = (file: Blob) => file.size > largestUpload

/** `12.4 MB`. */
export const formatSize = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`
