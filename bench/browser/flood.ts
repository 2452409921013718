import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from './launchBrowser.ts'
import { mount } from './contestants.ts'
import type { Contestant } from './contestants.ts'
import { until } from './until.ts'
import { opened } from './stage.ts'
import type { Stage } from './stage.ts'
import type { ServerStream } from './server.ts'

/** How many events there are in a flood. */
export const size = 10_000

/** What a contestant received of a flood. */
interface Notice {
  readonly seen: number
  readonly inOrder: boolean
  readonly commits: number
  /** Animation frames from the first commit to the last. */
  readonly frames: number
}

/** What a contestant did with the floods of one page. */
export interface Noticed {
  readonly bursts: readonly Notice[]
  readonly second: Notice
  /** Requests for the stream. */
  readonly dials: number
}

/** What the floods cost the main thread of one page, in milliseconds. */
export interface Cost {
  /** The first burst of the page, for which nothing is compiled. */
  readonly cold: number
  readonly bursts: readonly number[]
  readonly second: number | null
}

/** Lets a contestant that counts see floods. */
export function notice(
  { server, withPage }: Stage,
  contestant: Contestant,
  bursts: number,
): Promise<Noticed> {
  return withPage(contestant.bundle, async (page) => {
    const stream = server.stream()
    await mount(page, contestant, stream.path, { component: 'Counted' })
    await opened(stream)
    const flood = createFlood(page, stream)

    async function noticed(send: () => Promise<boolean>): Promise<Notice> {
      await page.call('forget')
      const first = flood.next
      await send()
      const { seen, commits, frames } = await page.call('notes')
      return {
        seen: seen.length,
        inOrder: seen.every((text, index) => text === dataOf(first + index)),
        commits,
        frames,
      }
    }

    await flood.burst()
    const found: Notice[] = []
    for (let i = 0; i < bursts; i++) found.push(await noticed(flood.burst))
    return { bursts: found, second: await noticed(flood.second), dials: stream.dials.length }
  })
}

/** Lets a contestant that only shows go through floods, and measures what they cost. */
export function weigh(
  { server, withPage }: Stage,
  contestant: Contestant,
  bursts: number,
  second: boolean,
): Promise<Cost> {
  return withPage(contestant.bundle, async (page) => {
    const stream = server.stream()
    await mount(page, contestant, stream.path)
    await opened(stream)
    const flood = createFlood(page, stream)

    async function costOf(send: () => Promise<boolean>): Promise<number> {
      const before = await page.work()
      if (!(await send())) throw new Error(`${contestant.name} never shows the last event.`)
      return (await page.work()) - before
    }

    const cold = await costOf(flood.burst)
    const costs: number[] = []
    for (let i = 0; i < bursts; i++) costs.push(await costOf(flood.burst))
    return { cold, bursts: costs, second: second ? await costOf(flood.second) : null }
  })
}

/** Sends numbered events, and returns whether the page shows the last of them in the end. */
export function createFlood(page: Page, stream: ServerStream) {
  const flood = {
    /** The number of the next event. */
    next: 0,
    /** All in one write. */
    async burst() {
      stream.write(events(size))
      return shown()
    },
    /**
     * Over a second, every millisecond the events that are due, as a server writes events one by
     * one.
     */
    async second() {
      const start = performance.now()
      for (let sent = 0; sent < size; await sleep(1)) {
        const due = Math.min(size, Math.floor(((performance.now() - start) * size) / 1000)) - sent
        if (due > 0) stream.write(events(due))
        sent += due
      }
      return shown()
    },
  }

  function events(count: number): string {
    let text = ''
    for (const end = flood.next + count; flood.next < end; flood.next++) {
      text += `id: ${flood.next}\ndata: ${dataOf(flood.next)}\n\n`
    }
    return text
  }

  async function shown(): Promise<boolean> {
    const last = dataOf(flood.next - 1)
    // Wait while the page works: each call from outside would cost it time.
    await sleep(200)
    const isShown = await until(async () => (await page.call('text')) === last)
    // The work that a library puts off by a frame counts, too.
    await sleep(50)
    return isShown
  }

  return flood
}

const dataOf = (number: number) =>
  `{"symbol":"ACME","bid":${100 + (number % 7)},"number":${number}}`
