import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { STATUS_CODES } from 'node:http'
import type { StreamName } from '../src/shared/wire.ts'
import type { WireLine } from '../src/shared/wireLine.ts'
import { wasHungUp } from './hangUp.ts'
import { visible, visibleLines } from './visible.ts'
import type { Wire } from './wire.ts'

/** How many lines of one write are recorded, and how many of its bytes are read for them. */
const mostLines = 24
const mostBytes = 4096

const requestHeaders = ['accept', 'content-type', 'authorization', 'last-event-id']
const responseHeaders = ['content-type', 'retry-after', 'www-authenticate']

/**
 * Records a request and its end. Returns a function that records the response, and returns the one
 * to send in its place.
 */
export function tap(
  wire: Wire,
  stream: StreamName,
  dial: number,
  c: Context<{ Bindings: HttpBindings }>,
) {
  const record = (kind: WireLine['kind'], text: string) => wire.record(stream, { dial, kind, text })
  const { outgoing } = c.env
  let answered = false

  record('request', `${c.req.method} ${visible(c.req.path + new URL(c.req.url).search)} HTTP/1.1`)
  for (const name of requestHeaders) {
    const value = c.req.header(name)
    if (value !== undefined)
      record('request', `${name}: ${visible(name === 'authorization' ? hidden(value) : value)}`)
  }
  outgoing.once('close', () => {
    if (outgoing.writableFinished) record('close', 'ended by the server')
    else if (wasHungUp(outgoing))
      record('close', `socket destroyed by the server${answered ? '' : ', without an answer'}`)
    else record('close', `closed by the client${answered ? '' : ', which got no answer'}`)
  })

  return (response: Response): Response => {
    answered = true
    record('response', `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ''}`)
    for (const name of responseHeaders) {
      const value = response.headers.get(name)
      if (value !== null) record('response', `${name}: ${value}`)
    }
    if (!response.body) return response
    const copy = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        recordChunk(chunk)
        controller.enqueue(chunk)
      },
    })
    return new Response(response.body.pipeThrough(copy), response)
  }

  function recordChunk(chunk: Uint8Array): void {
    const lines = visibleLines(
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(chunk.subarray(0, mostBytes)),
    )
    for (const line of lines.slice(0, mostLines)) record('data', line)
    if (lines.length > mostLines || chunk.length > mostBytes)
      record('skipped', `${chunk.length} bytes in this write`)
  }
}

/** Hides a token, which is a secret. */
const hidden = (authorization: string) => authorization.replace(/ .*/, ' •••')
