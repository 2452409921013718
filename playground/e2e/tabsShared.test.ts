// What tabs that share a stream promise each other, in real ones.
import type { Frame, Page } from 'puppeteer-core'
import { expect, test } from 'vitest'
import {
  expectNothingLost,
  insecureHost,
  inTab,
  seenBy,
  startTabsBrowser,
  untilMore,
} from './tabsBrowser.ts'

const tabs = startTabsBrowser()

const close = (tab: Page | Frame) => inTab(tab, ({ source }) => source.close())

test('seven tabs have one stream, and an API call in the seventh is answered', async () => {
  const pages = await tabs.openTabs(7)
  await tabs.expectOneStream(pages)
  expect(tabs.server.dials).toHaveLength(1)
  const answer = await pages[6]!.evaluate(async () => (await fetch('/api')).text())
  expect(answer).toBe('answered')
})

test('two URLs have two leaders, and each tab dials what its own page asked for', async () => {
  const [one] = await tabs.openTabs(2, 'stream=one')
  const [two] = await tabs.openTabs(2, 'stream=two')
  expect(tabs.server.dials.map(({ stream }) => stream)).toEqual(['one', 'two'])
  expect([(await seenBy(one!)).leads, (await seenBy(two!)).leads]).toEqual([true, true])
})

test.each(['closed', 'crashed'])('a leader that is %s is replaced without a gap', async (how) => {
  const [leader, ...others] = await tabs.openTabs(3)
  if (how === 'closed') await leader!.close()
  else {
    const devtools = await leader!.createCDPSession()
    void devtools.send('Page.crash').catch(() => {})
  }
  await expect.poll(() => tabs.server.dials.length).toBe(2)
  await tabs.expectOneStream(others)
  expect(Number(tabs.server.dials[1]!.lastEventId)).toBeGreaterThan(0)
})

test('a leader that navigates away is replaced, and comes back from the cache as a follower', async () => {
  const [leader, ...others] = await tabs.openTabs(3)
  await leader!.evaluate(() => Object.assign(globalThis, { isKept: true }))
  await leader!.goto('about:blank')
  await expect.poll(() => tabs.server.dials.length).toBe(2)
  await tabs.expectOneStream(others)
  // It waits for a load that a cached page does not have.
  void leader!.goBack().catch(() => {})
  await expect
    .poll(() => leader!.evaluate(() => 'isKept' in globalThis).catch(() => false))
    .toBe(true)
  await tabs.expectOneStream([leader!, ...others])
  expect((await seenBy(leader!)).leads).toBe(false)
  expect(tabs.server.dials).toHaveLength(2)
})

test('a follower in the page cache is not evicted by traffic', async () => {
  const [leader, follower] = await tabs.openTabs(2)
  await follower!.evaluate(() => Object.assign(globalThis, { isKept: true }))
  await follower!.goto('about:blank')
  await untilMore(leader!)
  void follower!.goBack().catch(() => {})
  await expect
    .poll(() => follower!.evaluate(() => 'isKept' in globalThis).catch(() => false))
    .toBe(true)
  await tabs.expectOneStream([leader!, follower!])
  expect(tabs.server.dials).toHaveLength(1)
})

/** Freezes a tab, does something meanwhile, and thaws it. */
async function whileFrozen(page: Page, front: Page, meanwhile: () => Promise<void>) {
  await front.bringToFront()
  const devtools = await page.createCDPSession()
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await meanwhile()
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await page.bringToFront()
}

test('a leader that is frozen is replaced, and follows when it is thawed', async () => {
  const [leader, ...others] = await tabs.openTabs(3)
  await whileFrozen(leader!, others[0]!, async () => {
    await expect.poll(() => tabs.server.dials.length).toBe(2)
    await untilMore(others[0]!)
  })
  await tabs.expectOneStream([leader!, ...others])
  expect((await seenBy(leader!)).leads).toBe(false)
  expect(tabs.server.dials).toHaveLength(2)
})

test('a follower that is frozen for 10,000 events reports one gap', async () => {
  const [leader, follower] = await tabs.openTabs(2)
  await whileFrozen(follower!, leader!, async () => {
    tabs.server.publish(10_000)
    await untilMore(leader!, 10_000)
  })
  await untilMore(follower!)
  const { ids, gaps } = await seenBy(follower!)
  expect(gaps).toHaveLength(1)
  expect(ids.filter((id, index) => index > 0 && id !== ids[index - 1]! + 1)).toHaveLength(1)
  await expectNothingLost(leader!)
  expect(tabs.server.dials).toHaveLength(1)
})

test('a leader that stands in a debugger is replaced, and what it says after that is ignored', async () => {
  const [leader, ...others] = await tabs.openTabs(3, 'quick')
  const devtools = await leader!.createCDPSession()
  await devtools.send('Debugger.enable')
  await devtools.send('Debugger.pause')
  await expect.poll(() => tabs.server.dials.length).toBe(2)
  for (const other of others) await untilMore(other)
  await devtools.send('Debugger.resume')
  await devtools.send('Debugger.disable')
  await tabs.expectOneStream([leader!, ...others])
})

test('a late follower shows the status, the failure and the newest event', async () => {
  const [leader] = await tabs.openTabs(1)
  tabs.server.refuse({ status: 503, headers: { 'retry-after': '30' } })
  tabs.server.drop()
  await expect.poll(async () => (await seenBy(leader!)).failure?.status).toBe(503)
  const late = await tabs.newPage()
  await late.goto(tabs.server.url)
  await expect.poll(async () => (await seenBy(late)).failure?.status).toBe(503)
  const [first, second] = [await seenBy(leader!), await seenBy(late)]
  expect(second.failure).toMatchObject({ willRetry: true, retryAt: first.failure!.retryAt })
  expect(second.ids).toEqual([first.ids.at(-1)])
})

test('connect() in a follower reaches the leader', async () => {
  const [leader, follower] = await tabs.openTabs(2)
  tabs.server.refuse({ status: 503, headers: { 'retry-after': '60' } })
  tabs.server.drop()
  await expect.poll(async () => (await seenBy(follower!)).failure?.status).toBe(503)
  tabs.server.refuse(null)
  await inTab(follower!, ({ source }) => source.connect())
  await tabs.expectOneStream([leader!, follower!])
})

test('close() in a follower leaves the others alone, and the last to leave leaves no request', async () => {
  const pages = await tabs.openTabs(3)
  await close(pages[2]!)
  await tabs.expectOneStream(pages.slice(0, 2))
  expect(tabs.server.dials).toHaveLength(1)
  await close(pages[0]!)
  await expect.poll(() => tabs.server.dials.length).toBe(2)
  await tabs.expectOneStream([pages[1]!])
  await close(pages[1]!)
  await expect.poll(() => tabs.server.open().length).toBe(0)
})

test('a leader listens for an event type that only a follower reads', async () => {
  const [leader] = await tabs.openTabs(1, 'native')
  const [follower] = await tabs.openTabs(1, 'native&alarm')
  // A browser gives out no event of a type that came before it was listened for.
  await expect
    .poll(async () => {
      tabs.server.alarm()
      return (await seenBy(follower!)).alarms
    })
    .toContain('fire')
  await tabs.expectOneStream([leader!, follower!])
  expect(tabs.server.dials).toHaveLength(1)
})

test('one tab writes the resume point of all, and a new tab goes on from where the leader is', async () => {
  const [leader, follower] = await tabs.openTabs(2, 'resume')
  const saves = async (tab: Page) => (await seenBy(tab)).saves
  await expect.poll(() => saves(leader!)).toBeGreaterThan(0)

  // What it has missed since then comes from the leader.
  const [next] = await tabs.openTabs(1, 'resume')
  await tabs.expectOneStream([leader!, follower!, next!])
  tabs.server.pause()
  const { newest } = tabs.server
  for (const tab of [next!, follower!, leader!]) {
    await expect.poll(async () => (await seenBy(tab)).ids.at(-1)).toBe(newest)
    await close(tab)
  }
  expect([await saves(next!), await saves(follower!)]).toEqual([0, 0])
  tabs.server.publish(1)
  const [last] = await tabs.openTabs(1, 'resume')
  expect((await seenBy(last!)).ids).toEqual([newest + 1])
  expect(tabs.server.dials.map(({ lastEventId }) => lastEventId)).toEqual(['', `${newest}`])
})

test('a signal that cannot be cloned is told, and its tabs go on', async () => {
  const pages = await tabs.openTabs(2, 'build=development&uncloneable')
  await tabs.expectOneStream(pages)
  expect((await seenBy(pages[0]!)).warnings).toEqual([expect.stringContaining('signal')])
})

test('another user and another name are other streams', async () => {
  await tabs.openTabs(1, 'user=ann')
  await tabs.openTabs(1, 'user=bob')
  await tabs.openTabs(1, 'user=ann&name=next')
  expect(tabs.server.open()).toHaveLength(3)
})

/** Fails unless each two tabs have a stream of their own, and nothing goes to the others. */
async function expectApart(pairs: readonly (readonly (Page | Frame)[])[]) {
  expect(tabs.server.dials).toHaveLength(pairs.length)
  tabs.server.pause()
  const { newest } = tabs.server
  const newestIn = async (tab: Page | Frame) => (await seenBy(tab)).ids.at(-1)!
  for (const tab of pairs.flat()) await expect.poll(() => newestIn(tab)).toBe(newest)
  for (const [index, [first, second]] of pairs.entries()) {
    const firstLeads = (await seenBy(first!)).leads
    // Events that no server has sent, one more in each pair.
    for (let count = 0; count <= index; count++)
      await inTab(firstLeads ? first! : second!, ({ burst }) => burst(1))
    await expect.poll(() => newestIn(firstLeads ? second! : first!)).toBe(newest + 1 + index)
  }
  for (const [index, pair] of pairs.entries())
    for (const tab of pair) expect(await newestIn(tab)).toBe(newest + 1 + index)
}

test('another profile has a stream of its own, and no event crosses', async () => {
  const here = await tabs.openTabs(2)
  const profile = await tabs.browser.createBrowserContext()
  const there = await tabs.openTabs(2, '', profile)
  await expectApart([here, there])
  await profile.close()
})

/** Opens a page of the server by another name, with two frames of the page that shares its stream. */
async function openFrames(query: Record<string, string> = {}) {
  const embedding = await tabs.newPage()
  const url = new URL('/embedding', tabs.server.url.replace('127.0.0.1', 'localhost'))
  url.search = String(new URLSearchParams({ frame: tabs.server.url, ...query }))
  await embedding.goto(url.href)
  const frames = embedding.mainFrame().childFrames()
  for (const frame of frames) await untilMore(frame, 0)
  return frames
}

test('frames in a page of another site have a stream of their own, and no event crosses', async () => {
  // By another name the server is another site, whose frames have a storage partition of their own.
  await expectApart([await tabs.openTabs(2), await openFrames()])
})

/** Fails unless each of two tabs has a stream of its own, and misses nothing when the other goes. */
async function expectAlone([one, other]: readonly (Page | Frame)[]) {
  for (const tab of [one!, other!]) await untilMore(tab)
  expect(tabs.server.open()).toHaveLength(2)
  await close(one!)
  await untilMore(other!)
  await expectNothingLost(other!)
  expect(tabs.server.dials).toHaveLength(2)
}

test('on plain http, which has no locks, each tab has a stream of its own', async () => {
  const pages = [await tabs.newPage(), await tabs.newPage()]
  for (const page of pages) {
    await page.goto(tabs.server.url.replace('127.0.0.1', insecureHost))
    expect(await page.evaluate(() => 'locks' in navigator)).toBe(false)
  }
  await expectAlone(pages)
})

test('frames in a sandbox, which may use no locks, have a stream each', async () => {
  await expectAlone(await openFrames({ sandbox: '' }))
})

test('a page listens for no unload, which would keep it out of the page cache', async () => {
  const [page] = await tabs.openTabs(1)
  const devtools = await page!.createCDPSession()
  const { result } = await devtools.send('Runtime.evaluate', { expression: 'window' })
  const { listeners } = await devtools.send('DOMDebugger.getEventListeners', {
    objectId: result.objectId!,
  })
  const types = listeners.map(({ type }) => type)
  expect(types).toContain('pagehide')
  expect(types.filter((type) => type.includes('unload'))).toEqual([])
})

test('after a 401 one tab renews, and all go on', async () => {
  const pages = await tabs.openTabs(3, 'renews')
  tabs.server.refuse({ status: 401, headers: {} })
  tabs.server.drop()
  await expect.poll(() => tabs.server.renewals).toBe(1)
  await tabs.expectOneStream(pages)
  expect(tabs.server.renewals).toBe(1)
  expect(tabs.server.dials.map(({ isAccepted }) => isAccepted)).toEqual([true, false, true])
})

test('a renewal that fails is the failure of all tabs', async () => {
  const pages = await tabs.openTabs(3, 'renews=in-vain')
  tabs.server.refuse({ status: 401, headers: {} })
  tabs.server.drop()
  for (const page of pages) {
    await expect
      .poll(async () => (await seenBy(page)).failure)
      .toMatchObject({ status: 401, willRetry: false })
  }
  expect(tabs.server.renewals).toBe(1)
  expect(tabs.server.dials).toHaveLength(2)
})

test('tabs of two builds with other messages do not share, and both work', async () => {
  const before = await tabs.openTabs(2)
  const after = await tabs.openTabs(2, 'build=next')
  for (const page of [...before, ...after]) await untilMore(page)
  for (const page of [...before, ...after]) await expectNothingLost(page)
  expect(tabs.server.open()).toHaveLength(2)
  expect(tabs.server.dials).toHaveLength(2)
})

test('ten thousand events at once reach six followers, which commit twice at most', async () => {
  const [leader, ...followers] = await tabs.openTabs(7)
  tabs.server.pause()
  const commits = async () =>
    Promise.all(followers.map(async (page) => (await seenBy(page)).commits))
  for (const page of followers)
    await expect.poll(async () => (await seenBy(page)).ids.at(-1)).toBe(tabs.server.newest)
  // A busy machine hands a burst over in pieces, and each is a frame of its own: one of five has to
  // come whole.
  const most: number[] = []
  for (let bursts = 1; bursts <= 5 && (most.at(-1) ?? Infinity) > 2; bursts++) {
    const before = await commits()
    await inTab(leader!, ({ burst }) => burst(10_000))
    const last = tabs.server.newest + bursts * 10_000
    for (const page of followers) {
      await expect.poll(async () => (await seenBy(page)).ids.at(-1)).toBe(last)
      await expectNothingLost(page)
    }
    const after = await commits()
    most.push(Math.max(...after.map((count, index) => count - before[index]!)))
  }
  expect(most.at(-1), `${most}`).toBeLessThanOrEqual(2)
})
