// A browser without a browser: a lock, a channel, a server that counts, and the turns of its tabs in
// any order.
import type { Message } from '../src/message.ts'
import type { Random } from './random.ts'
import { createTab } from './tab.ts'
import type { Tab } from './tab.ts'

/** What the tabs of a world share. */
export interface World {
  readonly random: Random
  /** The ID of the server's newest event. */
  readonly newest: number
  post(from: Tab, message: Message): void
  queue(tab: Tab): void
  steal(tab: Tab): void
  unlock(tab: Tab): void
  fail(why: string): void
}

export function createWorld(random: Random) {
  const tabs: Tab[] = []
  /** What each tab has posted to each other one, in its order. */
  const posts = new Map<Tab, { from: Tab; message: Message }[]>()
  let holder: Tab | null = null
  let waiting: Tab[] = []
  let newest = 0
  let loss = 0.05
  let failure: string | null = null

  function grant() {
    if (holder) return
    holder = waiting.shift() ?? null
    holder?.notice('granted')
  }

  const world: World = {
    random,
    get newest() {
      return newest
    },
    post(from, posted) {
      const message = JSON.parse(JSON.stringify(posted)) as Message
      for (const to of tabs) {
        if (to === from || !to.isListening() || random.chance(loss)) continue
        posts.get(to)!.push({ from, message })
      }
    },
    queue(tab) {
      waiting.push(tab)
      grant()
    },
    steal(tab) {
      waiting = waiting.filter((other) => other !== tab)
      holder?.notice('stolen')
      holder = tab
      tab.notice('granted')
    },
    unlock(tab) {
      waiting = waiting.filter((other) => other !== tab)
      if (holder !== tab) return
      holder = null
      grant()
    },
    fail: (why) => (failure ??= why),
  }

  /** Lets a tab handle one message, of any of those that have posted to it. */
  function deliver(tab: Tab) {
    const inbox = posts.get(tab)!
    const { from } = random.pick(inbox) ?? {}
    if (!from) return false
    const [post] = inbox.splice(
      inbox.findIndex((post) => post.from === from),
      1,
    )
    tab.receive(post!.message)
    return true
  }

  return {
    tabs,
    fail: world.fail,
    get newest() {
      return newest
    },
    get failure() {
      return failure
    },
    open() {
      const tab = createTab(`tab ${tabs.length}`, world)
      posts.set(tab, [])
      tabs.push(tab)
      tab.start()
    },
    /** Drops what a tab was sent, as when its channel is closed. */
    forget: (tab: Tab) => posts.set(tab, []),
    publish: () => void newest++,
    loseNothing: () => void (loss = 0),
    /** One turn of a tab that runs. Returns whether there was something to do. */
    turn: (tab: Tab): boolean =>
      random.chance(0.5)
        ? tab.work() || deliver(tab) || tab.read()
        : random.chance(0.5)
          ? deliver(tab) || tab.work() || tab.read()
          : tab.read() || tab.work() || deliver(tab),
    check() {
      const open = tabs.filter((tab) => tab.isRunning && tab.hasStream && !tab.isDeposed)
      if (open.length > 1) world.fail(`${open.map(({ name }) => name).join(' and ')} have a stream`)
    },
  }
}
