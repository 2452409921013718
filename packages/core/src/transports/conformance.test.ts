import { startScriptedServer } from '@use-event-source/testing/server'
import { expect, onTestFinished, test } from 'vitest'
import { cases } from '../../conformance/cases.ts'
import { fetchTransport } from './fetch.ts'
import { expected, readAll, readCase } from './readCase.test.helper.ts'

test.each([{ bytewise: false }, { bytewise: true }])(
  'reads every stream as the standard says, over a socket in Node, %o',
  { timeout: 30_000 },
  async ({ bytewise }) => {
    const streams = Object.fromEntries(cases.map(({ name, bytes }) => [name, bytes]))
    const server = await startScriptedServer({ streams })
    onTestFinished(server.close)
    const transport = fetchTransport()
    const found = await readAll(
      server,
      // Each byte costs the server a turn of its loop: too many of them for the few long streams.
      ({ name, bytes }) => [{ do: 'stream', name, bytewise: bytewise && bytes.length < 1000 }],
      (url) => readCase(transport, url),
    )
    expect(found).toEqual(expected)
  },
)
