import type { IncomingMessage } from 'node:http'
import type { SeenRequest } from './script.ts'

/** Reads a request as a test wants to look at it. */
export async function see(request: IncomingMessage): Promise<SeenRequest> {
  const { method = '', url: path = '' } = request
  const at = Date.now()
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  // Some servers take the id from the URL. In the header it is UTF-8, which Node reads as Latin-1.
  const inUrl = new URL(path, 'http://server.invalid').searchParams.get('after') ?? ''
  const lastEventId = Buffer.from(headers['last-event-id'] ?? '', 'latin1').toString() || inUrl
  return { method, path, headers, body: Buffer.concat(chunks).toString(), lastEventId, at }
}
