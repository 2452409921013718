// Tabs as frames of one origin, with the locks and the channel of each engine. What Chromium alone can
// be made to do with whole tabs is in `playground/e2e`.
import {
  createEventSource,
  createEventSourceClient,
  json,
  resumeFrom,
  text,
} from '@use-event-source/core'
import { fakeTransport, remoteServer } from '@use-event-source/testing'
import type { Step } from '@use-event-source/testing'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'
import { sharedTransport } from './sharedTransport.ts'
import type { Order } from './tab.test.worker.ts'

const server = remoteServer(inject('scriptedServer'))
const module = new URL('./tab.test.page.ts', import.meta.url).href
const patience = { timeout: 20_000, interval: 50 }

type Frame = HTMLIFrameElement & { contentWindow: { seen?: number[] } }

/** Opens a frame that listens to a stream, and waits until it has seen its first event. */
async function openFrame(url: string): Promise<Frame> {
  const frame = document.createElement('iframe') as Frame
  frame.dataset['url'] = url
  frame.srcdoc = `<!doctype html><script type="module" src="${module}"></script>`
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  await vi.waitFor(() => expect(seenBy(frame).length).toBeGreaterThan(0), patience)
  return frame
}

const seenBy = (frame: Frame) => frame.contentWindow.seen ?? []

async function untilAllHave(frames: readonly Frame[], numbers: readonly number[]) {
  for (const frame of frames)
    await vi.waitFor(() => expect(seenBy(frame)).toEqual(numbers), patience)
}

async function dialsOf(url: string) {
  const { requests } = await server.seen(url)
  return requests.flatMap(({ method, lastEventId }) => (method === 'GET' ? [lastEventId] : []))
}

const upTo = (last: number): Step => ({ do: 'numbers', upTo: last })

test('frames have one stream, and when the one that leads goes, another goes on from its last ID', async () => {
  const url = server.url(upTo(3), upTo(6), upTo(9))
  const leader = await openFrame(url)
  await untilAllHave([leader], [1, 2, 3])
  const others = [await openFrame(url), await openFrame(url)]
  await untilAllHave(others, [3])
  expect(await dialsOf(url)).toEqual([''])

  leader.remove()
  await untilAllHave(others, [3, 4, 5, 6])
  expect(await dialsOf(url)).toEqual(['', '3'])

  others[0]!.remove()
  await untilAllHave(others.slice(1), [3, 4, 5, 6, 7, 8, 9])
  expect(await dialsOf(url)).toEqual(['', '3', '6'])
})

test('a frame that navigates away is replaced', async () => {
  const url = server.url(upTo(3), upTo(6))
  const leader = await openFrame(url)
  await untilAllHave([leader], [1, 2, 3])
  const other = await openFrame(url)
  leader.srcdoc = '<!doctype html>gone'
  await untilAllHave([other], [3, 4, 5, 6])
  expect(await dialsOf(url)).toEqual(['', '3'])
})

/** Opens a worker that listens to a stream, and waits until it has seen its first event. */
async function openWorker(url: string) {
  const worker = new Worker(new URL('./tab.test.worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  const seen: number[] = []
  worker.addEventListener('message', ({ data }) => seen.push(data))
  const order = (order: Order) => worker.postMessage(order)
  order({ url })
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0), patience)
  return { worker, seen, order }
}

test('a tab that ends without notice, as in a crash, is replaced', async () => {
  const url = server.url(upTo(3), upTo(6))
  const leader = await openWorker(url)
  await vi.waitFor(() => expect(leader.seen).toEqual([1, 2, 3]), patience)
  const other = await openWorker(url)
  expect(other.seen).toEqual([3])
  leader.worker.terminate()
  await vi.waitFor(() => expect(other.seen).toEqual([3, 4, 5, 6]), patience)
  expect(await dialsOf(url)).toEqual(['', '3'])
})

test('a leader that stands still is replaced, and follows when it goes on', async () => {
  const url = server.url(upTo(3), upTo(6))
  const leader = await openWorker(url)
  await vi.waitFor(() => expect(leader.seen).toEqual([1, 2, 3]), patience)
  const other = await openWorker(url)
  const pause = server.url({ do: 'status', status: 200, delay: 200 })
  const end = server.url({ do: 'status', status: 200 })
  leader.order({ standStill: [pause, seenUrl(end)] })
  await vi.waitFor(() => expect(other.seen).toEqual([3, 4, 5, 6]), patience)
  expect(leader.seen).toEqual([1, 2, 3])
  await fetch(end)
  await vi.waitFor(() => expect(leader.seen).toEqual([1, 2, 3, 4, 5, 6]), patience)
  expect(other.seen).toEqual([3, 4, 5, 6])
  expect(await dialsOf(url)).toEqual(['', '3'])
})

/** Where the server says what it has seen of a script. */
function seenUrl(url: string) {
  const { origin, pathname } = new URL(url)
  return `${origin}/?seen=${pathname.slice(1)}`
}

/** A tab of this page: a transport of its own. */
function openTab(url: string, key: string) {
  const client = createEventSourceClient({ key, transport: sharedTransport(), linger: 0 })
  const source = createEventSource({ url, events: { number: json<number>() }, client })
  const seen: number[] = []
  const off = source.on('number', (event) => void seen.push(event.data))
  onTestFinished(() => source.close())
  return { client, source, seen, off, status: () => source.getSnapshot().status }
}

type Tab = ReturnType<typeof openTab>

async function untilNewest(number: number, ...tabs: readonly Tab[]) {
  for (const { seen } of tabs) await vi.waitFor(() => expect(seen.at(-1)).toBe(number), patience)
}

test('another key is another stream, and clear({ tabs: true }) ends those of one key', async () => {
  const url = server.url(upTo(3), upTo(3))
  const leader = openTab(url, 'ann')
  const follower = openTab(url, 'ann')
  const other = openTab(url, 'bob')
  await untilNewest(3, leader, follower, other)
  expect(await dialsOf(url)).toHaveLength(2)
  follower.client.clear({ tabs: true })
  await vi.waitFor(() => expect(leader.status()).not.toBe('open'), patience)
  expect(follower.status()).not.toBe('open')
  expect(other.status()).toBe('open')
})

test('a failure, its next try and connect() reach all', async () => {
  const retryLater = { 'retry-after': '60', 'access-control-expose-headers': 'retry-after' }
  const url = server.url({ do: 'status', status: 503, headers: retryLater }, upTo(3))
  const leader = openTab(url, 'ann')
  const follower = openTab(url, 'ann')
  const failureOf = (tab: Tab) => tab.source.getSnapshot().failure
  await vi.waitFor(() => expect(failureOf(follower)?.status).toBe(503), patience)
  expect(failureOf(follower)).toMatchObject({
    willRetry: true,
    retryAt: failureOf(leader)?.retryAt,
  })
  follower.source.connect()
  await untilNewest(3, leader, follower)
  expect(await dialsOf(url)).toHaveLength(2)
})

test('after the last listener of the last tab no request is left', async () => {
  const url = server.url(upTo(3), upTo(3))
  const tabs = [openTab(url, 'ann'), openTab(url, 'ann')]
  await untilNewest(3, ...tabs)
  for (const { off } of tabs) off()
  await vi.waitFor(async () => expect((await server.seen(url)).sockets).toBe(0), patience)
})

/** A tab of this page whose server is played by the test, and which keeps its last event ID. */
function openPlayedTab(key: string, type: string) {
  const inner = fakeTransport()
  const client = createEventSourceClient({
    key,
    transport: sharedTransport({ transport: inner }),
    resume: resumeFrom(localStorage),
    linger: 0,
  })
  const source = createEventSource({
    url: 'http://a.test/notes',
    events: { [type]: text },
    client,
  })
  const seen: string[] = []
  source.on(type, (event) => void seen.push(event.data))
  onTestFinished(() => source.close())
  return { inner, source, seen, status: () => source.getSnapshot().status }
}

async function openPlayedTabs(key: string, follows = 'note') {
  const leader = openPlayedTab(key, 'note')
  await vi.waitFor(() => expect(leader.inner.dials).toHaveLength(1), patience)
  const follower = openPlayedTab(key, follows)
  onTestFinished(() => localStorage.clear())
  return { leader, follower }
}

test('an event type of a follower is listened for by the leader', async () => {
  const { leader } = await openPlayedTabs('types', 'alarm')
  const types: string[] = []
  leader.inner.last.request.eachType((type) => void types.push(type))
  await vi.waitFor(() => expect(types).toEqual(['note', 'alarm']), patience)
})

test('the leader alone writes the resume point of all, and a new tab goes on from it', async () => {
  const writes = vi.spyOn(Storage.prototype, 'setItem')
  onTestFinished(() => writes.mockRestore())
  const { leader, follower } = await openPlayedTabs('resume')
  leader.inner.last.open()
  leader.inner.last.event('note', 'a', '1')
  await vi.waitFor(() => expect(follower.seen).toEqual(['a']), patience)
  follower.source.close()
  leader.source.close()
  expect(writes.mock.calls.map(([, id]) => id)).toEqual(['1'])
  const next = openPlayedTab('resume', 'note')
  await vi.waitFor(() => expect(next.inner.dials).toHaveLength(1), patience)
  expect(next.inner.last.request.lastEventId).toBe('1')
})

test('a signal that cannot be cloned is told, and reaches the others as plain data', async () => {
  const warnings = hearWarnings()
  const { leader, follower } = await openPlayedTabs('clone')
  leader.inner.last.open({ response: Object.assign({ status: 200, headers: {} }, { later() {} }) })
  await vi.waitFor(() => expect(follower.status()).toBe('open'), patience)
  expect(follower.source.response).toEqual({ status: 200, headers: {} })
  expect(warnings).toEqual([expect.stringContaining('signal')])
})
