// What the panel shows of a stream that tabs share. Each store is a tab of its own here.
import { sharedTransport } from '@use-event-source/tabs'
import { fakeTransport } from '@use-event-source/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fakeLocks } from '../../../tabs/src/fakeLocks.test.helper.ts'
import { play, record } from '../recorder/recorder.test.helper.ts'
import { createPanelModel } from './panelModel.ts'
import { createStreamList } from './streamList.ts'
import { timelineText } from './timelineText.ts'

/** For machines that are busy. */
const patience = { timeout: 10_000 }

function openTab() {
  const inner = fakeTransport()
  const { store } = play({ transport: sharedTransport({ transport: inner }) })
  return { inner, store, status: () => store.getSnapshot().status }
}

/** Opens a tab that leads and one that follows it, and what the panel shows of both. */
async function openTwo() {
  vi.stubGlobal('navigator', { locks: fakeLocks(), onLine: true })
  onTestFinished(() => void vi.unstubAllGlobals())
  const recorder = record()
  const leader = openTab()
  await vi.waitFor(() => expect(leader.inner.dials).toHaveLength(1), patience)
  leader.inner.last.open()
  const follower = openTab()
  await vi.waitFor(() => expect(follower.status()).toBe('open'), patience)
  const list = createStreamList(createPanelModel(recorder))
  /** Returns what the list says of each stream behind its status. */
  function listed() {
    list.update()
    return [...list.element.querySelectorAll('.role')].map(({ textContent }) => textContent)
  }
  const told = (index: number) => recorder.streams[index]!.timeline.items().map(timelineText)
  return { leader, follower, listed, told }
}

test('the list and the timeline say of each stream whether its tab leads or follows', async () => {
  const { listed, told } = await openTwo()
  expect(listed()).toEqual(['leads', 'follows'])
  const opened = (index: number) =>
    told(index)
      .find(({ title }) => title === 'Open')!
      .facts.at(-1)
  expect(opened(0)).toBe('this tab leads: it connects for the others')
  expect(opened(1)).toBe('this tab follows: another tab connects')
})

test('the timeline of each tab says who dials again', async () => {
  const { leader, follower, told } = await openTwo()
  leader.inner.last.lose({ kind: 'http', status: 503, message: 'Busy.' })
  await vi.waitFor(() => expect(follower.status()).toBe('reconnecting'), patience)
  // On a busy machine the leader may have dialled again since.
  const lost = (index: number) => told(index).find(({ title }) => title.startsWith('Lost'))!
  expect(lost(0).title).toBe('Lost, waits for the next dial')
  expect(lost(1).title).toBe('Lost, the tab that leads dials again')
  expect([lost(0).facts, lost(1).facts]).toEqual([
    expect.arrayContaining(['Busy.', 'status 503']),
    expect.arrayContaining(['Busy.', 'status 503']),
  ])
})

test('a tab that takes over without a loss says so in its timeline, and is shown as the one that leads', async () => {
  const { leader, follower, listed, told } = await openTwo()
  leader.inner.last.event('price', '1', '7')
  await vi.waitFor(() => expect(follower.store.getSnapshot().lastEventId).toBe('7'), patience)
  leader.store.close()
  await vi.waitFor(() => expect(follower.inner.dials).toHaveLength(1), patience)
  follower.inner.last.open()
  expect(listed()).toEqual(['', 'leads'])
  expect(follower.status()).toBe('open')
  const titles = told(1).map(({ title }) => title)
  expect(titles.filter((title) => title === 'This tab has taken over')).toHaveLength(1)
  expect(titles.slice(titles.indexOf('Open'))).toEqual(['Open', 'This tab has taken over'])
})
