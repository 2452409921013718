import { remoteServer } from '@use-event-source/testing'
import { expect, inject, test } from 'vitest'
import { text } from '../store/decode.ts'
import { hearWarnings } from './hearWarnings.test.helper.ts'
import { createStore } from '../store/store.ts'
import { fetchTransport } from '../transports/fetch.ts'
import { nativeTransport } from '../transports/native.ts'

test('warns of the fifth stream to a server that a browser speaks HTTP/1.1 with, whatever carries it', async () => {
  const server = remoteServer(inject('scriptedServer'))
  const headers = { 'timing-allow-origin': '*' }
  const answer = await fetch(server.url({ do: 'numbers', upTo: 1, then: 'end', headers }))
  await answer.text()

  const heard = hearWarnings()
  const transports = [nativeTransport(), fetchTransport()]
  const listen = (_: unknown, n: number) =>
    createStore(
      { url: server.url({ do: 'silence' }), events: { note: text } },
      transports[n % 2]!,
    ).on('note', () => {})
  const offs = Array.from({ length: 4 }, listen)
  expect(heard).toEqual([])
  offs.push(listen(null, 4), listen(null, 5))
  expect(heard).toEqual([
    expect.stringContaining(`5 streams open to ${new URL(server.url()).origin} over HTTP/1.1`),
  ])
  for (const off of offs) off()
})
