// What tabs promise each other that needs no browser: each tab is a transport of its own here, and
// they share the channel of Node and locks that only wait.
import {
  createEventSource,
  createEventSourceClient,
  resumeFrom,
  text,
} from '@use-event-source/core'
import type { ConnectionOptions } from '@use-event-source/core'
import { developmentHook } from '@use-event-source/core/tools'
import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'
import { fakeLocks } from './fakeLocks.test.helper.ts'
import { sharedTransport } from './sharedTransport.ts'

beforeEach(() => void vi.stubGlobal('navigator', { locks: fakeLocks() }))
afterEach(() => vi.unstubAllGlobals())

interface Options extends Pick<ConnectionOptions, 'linger' | 'lastEventId' | 'resume'> {
  readonly user?: string
  /** The event type that the tab listens for. */
  readonly type?: string
}

/** Opens a tab, which listens at once. */
function openTab({ user = 'ann', type = 'note', ...options }: Options = {}) {
  const inner = fakeTransport()
  const client = createEventSourceClient({
    key: user,
    transport: sharedTransport({ transport: inner }),
    linger: 0,
  })
  const source = createEventSource({
    url: 'http://a.test/notes',
    events: { [type]: text },
    client,
    ...options,
  })
  const seen: string[] = []
  const listen = () => source.on(type, (event) => void seen.push(event.data))
  const off = listen()
  onTestFinished(() => source.close())
  return { inner, client, source, seen, listen, off, status: () => source.getSnapshot().status }
}

/** Opens a tab that leads, and the stream that it dials. */
async function openLeader(options?: Options) {
  const tab = openTab(options)
  await vi.waitFor(() => expect(tab.inner.dials).toHaveLength(1))
  tab.inner.last.open()
  return tab
}

async function openFollower(options?: Options) {
  const tab = openTab(options)
  await vi.waitFor(() => expect(tab.status()).toBe('open'))
  expect(tab.inner.dials).toEqual([])
  return tab
}

test('clear({ tabs: true }) in a follower ends the stream in all tabs of its key', async () => {
  const leader = await openLeader()
  const follower = await openFollower()
  const other = await openLeader({ user: 'bob' })
  follower.client.clear({ tabs: true })
  await vi.waitFor(() => expect(leader.inner.sockets).toBe(0))
  expect(leader.status()).not.toBe('open')
  expect(follower.status()).not.toBe('open')
  expect(follower.inner.sockets).toBe(0)
  expect([other.status(), other.inner.sockets]).toEqual(['open', 1])
})

test('an event type of a follower is listened for by the leader', async () => {
  const leader = await openLeader()
  const types: string[] = []
  leader.inner.last.request.eachType((type) => void types.push(type))
  expect(types).toEqual(['note'])
  await openFollower({ type: 'alarm' })
  await vi.waitFor(() => expect(types).toEqual(['note', 'alarm']))
})

test('development is quiet about a type that another tab reads, and warns once of one that none does', async () => {
  const warnings = hearWarnings()
  const leader = await openLeader()
  const follower = await openFollower({ type: 'alarm' })
  leader.inner.last.event('alarm', 'a', '1')
  leader.inner.last.event('note', 'b', '2')
  await vi.waitFor(() => expect([...leader.seen, ...follower.seen]).toEqual(['b', 'a']))
  expect(warnings).toEqual([])
  for (const type of ['orphan', 'nothing']) leader.inner.last.event(type, 'c', '3')
  await vi.waitFor(() => expect(follower.source.getSnapshot().lastEventId).toBe('3'))
  expect(warnings).toEqual([expect.stringContaining('orphan')])
})

test('development shows which tab leads, and by which lock', async () => {
  const before = new Set(developmentHook().streams)
  const leader = await openLeader()
  const follower = await openFollower()
  const tabs = () => [...developmentHook().streams].filter((stream) => !before.has(stream))
  expect(tabs().map(({ tab }) => tab?.role)).toEqual(['leading', 'following'])
  expect(tabs()[0]!.tab!.lock).toBe(tabs()[1]!.tab!.lock)
  leader.source.close()
  await vi.waitFor(() => expect(follower.inner.dials).toHaveLength(1))
  expect(tabs().map(({ tab }) => tab?.role)).toEqual(['leading'])
})

test('a tab with a resume point gets what it has missed, and goes on from the last ID of the leader', async () => {
  const leader = await openLeader()
  for (const id of ['1', '2', '3']) leader.inner.last.event('note', id, id)
  const next = await openFollower({ lastEventId: '1' })
  await vi.waitFor(() => expect(next.seen).toEqual(['2', '3']))
  leader.source.close()
  await vi.waitFor(() => expect(next.inner.dials).toHaveLength(1))
  expect(next.inner.last.request.lastEventId).toBe('3')
})

/** A storage of all tabs, and what each tab writes into it. */
function fakeLocalStorage() {
  const items = new Map<string, string>()
  const writes: string[] = []
  const storage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem(name: string, value: string) {
      items.set(name, value)
      writes.push(value)
    },
  }
  return { storage, writes }
}

test('the leader alone writes the resume point of all tabs, and a new tab goes on from it', async () => {
  const { storage, writes } = fakeLocalStorage()
  vi.stubGlobal('localStorage', storage)
  const resume = resumeFrom(storage)
  const leader = await openLeader({ resume })
  const follower = await openFollower({ resume })
  leader.inner.last.event('note', 'a', '1')
  await vi.waitFor(() => expect(follower.seen).toEqual(['a']))
  follower.source.close()
  expect(writes).toEqual([])
  await vi.waitFor(() => expect(writes).toEqual(['1']), { timeout: 5000 })

  leader.inner.last.event('note', 'b', '2')
  const next = await openFollower({ resume })
  await vi.waitFor(() => expect(next.seen).toEqual(['b']))
  leader.source.close()
  await vi.waitFor(() => expect(next.inner.dials).toHaveLength(1))
  expect(next.inner.last.request.lastEventId).toBe('2')
  next.inner.last.open()
  next.inner.last.event('note', 'c', '3')
  next.source.close()
  // One that begins to lead writes where it is, because the leader before may have crashed.
  expect(writes).toEqual(['1', '2', '2', '3'])
})

test('each tab writes a resume point of its own, such as in sessionStorage', async () => {
  const [first, second] = [fakeLocalStorage(), fakeLocalStorage()]
  const leader = await openLeader({ resume: resumeFrom(first.storage) })
  const follower = await openFollower({ resume: resumeFrom(second.storage) })
  leader.inner.last.event('note', 'a', '1')
  await vi.waitFor(() => expect(follower.seen).toEqual(['a']))
  follower.source.close()
  leader.source.close()
  expect([first.writes, second.writes]).toEqual([['1'], ['1']])
})

test('a tab that cannot be given what it has missed is told so, and shows the newest of each type', async () => {
  const leader = await openLeader()
  await openFollower({ type: 'alarm' })
  leader.inner.last.event('note', 'a', '1')
  leader.inner.last.event('alarm', 'b', '2')
  leader.inner.last.event('note', 'c', '3')
  const late = openTab({ lastEventId: 'of long ago' })
  const gaps: string[] = []
  late.source.onGap(({ lastEventId }) => void gaps.push(lastEventId))
  await vi.waitFor(() => expect(late.seen).toEqual(['c']))
  expect(gaps).toEqual([''])
  leader.inner.last.event('note', 'd', '4')
  await vi.waitFor(() => expect(late.seen).toEqual(['c', 'd']))
  expect(gaps).toEqual([''])
})

test.each([
  ['1,000 events', 1001, 'a'],
  ['1 MiB of data', 4, 'a'.repeat(400_000)],
])('a leader keeps %s: a tab that has missed more reports a gap', async (_, count, data) => {
  const leader = await openLeader()
  for (let id = 1; id <= count; id++) leader.inner.last.event('note', data, String(id))
  const gapsFrom = async (lastEventId: number) => {
    const { source, seen } = openTab({ lastEventId: String(lastEventId) })
    const gaps: string[] = []
    source.onGap((gap) => void gaps.push(gap.lastEventId))
    await vi.waitFor(() => expect(source.getSnapshot().lastEventId).toBe(String(count)))
    return { gaps, seen: seen.length }
  }
  expect(await gapsFrom(1)).toEqual({ gaps: [''], seen: 1 })
  expect(await gapsFrom(3)).toEqual({ gaps: [], seen: count - 3 })
})

test('a signal that cannot be cloned is reported, and reaches the others as plain data', async () => {
  const warnings = hearWarnings()
  const leader = openTab()
  const follower = openTab()
  await vi.waitFor(() => expect(leader.inner.dials).toHaveLength(1))
  const response = { status: 200, headers: {}, later: () => {} }
  leader.inner.last.open({ response })
  await vi.waitFor(() => expect(follower.status()).toBe('open'))
  expect(follower.source.response).toEqual({ status: 200, headers: {} })
  expect(warnings).toEqual([expect.stringContaining('signal')])
})

test('a signal that JSON cannot write is left out, and what comes with it arrives later', async () => {
  hearWarnings()
  const leader = await openLeader()
  const follower = await openFollower()
  leader.inner.last.event('note', 'a', '1')
  await vi.waitFor(() => expect(follower.seen).toEqual(['a']))
  leader.inner.last.retry(1n as unknown as number)
  leader.inner.last.event('note', 'b', '2')
  await Promise.resolve()
  leader.inner.last.event('note', 'c', '3')
  await vi.waitFor(() => expect(follower.seen).toEqual(['a', 'b', 'c']))
  expect(leader.seen).toEqual(['a', 'b', 'c'])
})

test('a leader that stops listening and begins again within its linger keeps its stream', async () => {
  const leader = await openLeader({ linger: 30_000 })
  await openFollower()
  leader.off()
  leader.listen()
  leader.inner.last.event('note', 'a', '1')
  expect(leader.seen).toEqual(['a'])
  expect(leader.inner.dials).toHaveLength(1)
})

test('after the last listener of the last tab no request is left', async () => {
  const leader = await openLeader()
  const follower = await openFollower()
  leader.off()
  await vi.waitFor(() => expect(follower.inner.sockets).toBe(1))
  expect(leader.inner.sockets).toBe(0)
  follower.off()
  await vi.waitFor(() => expect(follower.inner.sockets).toBe(0))
  expect([...leader.inner.dials, ...follower.inner.dials]).toHaveLength(2)
})

test('ten thousand events reach six followers once and in order, in few messages', async () => {
  const post = vi.spyOn(BroadcastChannel.prototype, 'postMessage')
  onTestFinished(() => post.mockRestore())
  const leader = await openLeader()
  const followers = await Promise.all(Array.from({ length: 6 }, () => openFollower()))
  const before = post.mock.calls.length
  const all = Array.from({ length: 10_000 }, (_, n) => String(n + 1))
  for (const id of all) leader.inner.last.event('note', id, id)
  await vi.waitFor(() => {
    for (const { seen } of followers) expect(seen.at(-1)).toBe('10000')
  })
  for (const { seen } of followers) expect(seen).toEqual(all)
  expect(post.mock.calls.length - before).toBeLessThan(200)
})
