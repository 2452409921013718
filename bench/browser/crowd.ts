import { setTimeout as sleep } from 'node:timers/promises'
import { mount } from './contestants.ts'
import type { Contestant } from './contestants.ts'
import { until } from './until.ts'
import { opened } from './stage.ts'
import type { Stage } from './stage.ts'

/** How many components use the same URL. */
export const crowd = 1000

export interface Connections {
  /** The most that were open at a time. */
  readonly open: number
  /** Whether another request of the page is answered while they are. */
  readonly othersAnswered: boolean
}

/** Mounts twenty components on one URL, and counts connections. */
export function connectionsOf(
  { server, withPage }: Stage,
  contestant: Contestant,
): Promise<Connections> {
  return withPage(contestant.bundle, async (page) => {
    const stream = server.stream()
    await mount(page, contestant, stream.path, { count: 20 })
    await opened(stream)
    const othersAnswered = await page.call('ping')
    return { open: stream.mostOpen, othersAnswered }
  })
}

export interface Crowd {
  /** Milliseconds of main thread, for each cycle. */
  readonly mount: readonly number[]
  readonly unmount: readonly number[]
  /** Connections that were open at a time. */
  readonly open: number
  /** Bytes of heap of one mounted component. */
  readonly component: number
  /**
   * What is left after the last cycle that was not there after the first: connections, listeners
   * and bytes.
   */
  readonly left: { readonly connections: number; readonly listeners: number; readonly heap: number }
}

/** Mounts and unmounts a crowd of components on one URL, again and again. */
export function crowdOf(
  { server, withPage }: Stage,
  contestant: Contestant,
  cycles: number,
): Promise<Crowd> {
  return withPage(contestant.bundle, async (page) => {
    const stream = server.stream()

    async function costOf(work: () => Promise<void>): Promise<number> {
      const before = await page.work()
      await work()
      // Work that was put off counts, too.
      await sleep(100)
      return (await page.work()) - before
    }

    async function cycle() {
      const mounted = await costOf(async () => {
        await mount(page, contestant, stream.path, { count: crowd })
        await opened(stream)
      })
      const unmounted = await costOf(() => page.call('unmount'))
      // Ours lingers for a second.
      await until(() => stream.open === 0, 5000)
      return { mounted, unmounted }
    }

    // The first is for the compiler, and for what is made once.
    await cycle()
    const before = await page.memory()
    const costs: Awaited<ReturnType<typeof cycle>>[] = []
    for (let i = 0; i < cycles; i++) costs.push(await cycle())
    const after = await page.memory()
    const left = stream.open
    await mount(page, contestant, stream.path, { count: crowd })
    await opened(stream)
    const mounted = await page.memory()
    await page.call('unmount')
    return {
      mount: costs.map(({ mounted }) => mounted),
      unmount: costs.map(({ unmounted }) => unmounted),
      open: stream.mostOpen,
      component: (mounted.heap - after.heap) / crowd,
      left: {
        connections: left,
        listeners: after.listeners - before.listeners,
        heap: after.heap - before.heap,
      },
    }
  })
}
