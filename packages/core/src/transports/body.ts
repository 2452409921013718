/** Reads the body of an answer, chunk by chunk. */
export interface BodyReader {
  /** Returns the next chunk, and none at the end. */
  read(): Promise<{ readonly value?: Uint8Array | undefined }>
  cancel(): Promise<unknown>
}

/** Returns a reader, or `undefined` where a `fetch` gives no body that can be read in pieces. */
export function readerOf(body: unknown): BodyReader | undefined {
  const stream = (body ?? {}) as Partial<ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>>
  if (stream.getReader) return stream.getReader()
  // The body of node-fetch is a stream of Node.
  const chunks = stream[Symbol.asyncIterator]?.()
  return chunks && { read: () => chunks.next(), cancel: async () => chunks.return?.() }
}

/** How much of a refusal is kept, in bytes, and how long it is waited for, in milliseconds. */
const [mostBytes, longestWait] = [16_384, 1000]

/**
 * Returns the beginning of a body as text: often an error as JSON, or the login page of a proxy. Of
 * a slow body it is what came in time.
 */
export async function beginningOf(reader: BodyReader | undefined): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestWait)
  })
  async function readOn() {
    for (let left = mostBytes; left > 0;) {
      const { value } = (await reader?.read()) ?? {}
      if (!value) return
      text += decoder.decode(value.subarray(0, left), { stream: true })
      left -= value.length
    }
  }
  await Promise.race([readOn().catch(() => {}), tooLong])
  clearTimeout(timer)
  return text
}
