import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fakeTransport } from '@use-event-source/testing'
import { build } from 'esbuild'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { messageOf } from '../development/messages.ts'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { createEventSourceClient } from './eventSourceClient.ts'
import type { EventSourceClientOptions } from './eventSourceClient.ts'

/** A tab in which a stream of this key shows an event. */
function openTab(key?: EventSourceClientOptions['key']) {
  const transport = fakeTransport()
  const client = createEventSourceClient({ key, transport })
  const open = (url = 'http://a.test/') => {
    const source = createEventSource({ client, url, events: { note: text }, linger: 0 })
    source.on('note', () => {})
    transport.last.open()
    transport.last.event('note', 'private')
    return { close: source.close, shown: () => source.getSnapshot().data }
  }
  return { client, transport, open, ...open() }
}

/** Lets a message that was sent before arrive, by one that is sent after it. */
async function messagesArrive() {
  const [sender, receiver] = [new BroadcastChannel('test'), new BroadcastChannel('test')]
  await new Promise((resolve) => {
    receiver.onmessage = resolve
    sender.postMessage('')
  })
  sender.close()
  receiver.close()
  for (let i = 0; i < 5; i++) await setImmediate()
}

test('clear({ tabs: true }) clears the tabs with the same key, and no other', async () => {
  const [alice, aliceToo, bob, unknown] = [
    openTab('alice'),
    openTab('alice'),
    openTab('bob'),
    openTab(),
  ]
  alice.client.clear({ tabs: true })
  expect(alice.shown()).toBeUndefined()
  await vi.waitFor(() => expect(aliceToo.shown()).toBeUndefined())
  expect(aliceToo.transport.sockets).toBe(0)
  await messagesArrive()
  expect([bob.shown(), unknown.shown()]).toEqual(['private', 'private'])
  for (const { client } of [bob, unknown]) client.clear()
})

test('clear() clears this tab alone', async () => {
  const [here, there] = [openTab('carol'), openTab('carol')]
  here.client.clear()
  await messagesArrive()
  expect([here.shown(), there.shown()]).toEqual([undefined, 'private'])
  there.client.clear()
})

test('a tab that clears the others is not cleared a second time itself', async () => {
  const [here, there] = [openTab('dave'), openTab('dave')]
  here.client.clear({ tabs: true })
  const next = here.open()
  await vi.waitFor(() => expect(there.shown()).toBeUndefined())
  await messagesArrive()
  expect(next.shown()).toBe('private')
  here.client.clear()
})

test('a tab whose stream was closed forgets what it shows all the same', async () => {
  const page = fakePlatform()
  onTestFinished(page.restore)
  const [here, there] = [openTab('hugo'), openTab('hugo')]
  there.close()
  expect([there.transport.sockets, there.shown()]).toEqual([0, 'private'])
  here.client.clear({ tabs: true })
  await vi.waitFor(() => expect(there.shown()).toBeUndefined())
})

test('a tab that holds no stream any more clears the others all the same', async () => {
  const [here, there] = [openTab('gina'), openTab('gina')]
  here.client.clear()
  here.client.clear({ tabs: true })
  await vi.waitFor(() => expect(there.shown()).toBeUndefined())
})

test('a message for the user of before does not clear the streams of the one who came after', async () => {
  let user = 'erin'
  const [here, there] = [openTab('erin'), openTab(() => user)]
  user = 'frank'
  here.client.clear({ tabs: true })
  await messagesArrive()
  expect(there.shown()).toBe('private')
  there.client.clear()
})

test('without a key, development says that other tabs are not cleared', () => {
  const warnings = hearWarnings()
  const { client, shown } = openTab()
  client.clear({ tabs: true })
  expect([shown(), ...warnings]).toEqual([undefined, messageOf('key-missing')])
})

test(
  'a client with a key lets Node end, while it holds a stream',
  { timeout: 60_000 },
  async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
        import { createEventSource, createEventSourceClient, text } from './index.ts'
        const client = createEventSourceClient({ key: 'alice', transport: () => () => {} })
        createEventSource({ client, url: 'http://a.test/', events: { note: text } }).on('note', () => {})
        console.log('listens')`,
        resolveDir: join(import.meta.dirname, '..'),
      },
      alias: { '#development': join(import.meta.dirname, '../development/production.ts') },
      bundle: true,
      format: 'esm',
      write: false,
    })
    const answer = execFileSync(process.execPath, ['--input-type=module'], {
      encoding: 'utf8',
      input: outputFiles[0]!.text,
      timeout: 30_000,
    })
    expect(answer).toBe('listens\n')
  },
)
