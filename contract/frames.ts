import { createEventSource, json } from '@use-event-source/core'
import type { EventSourceStore } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'

const ticks = { tick: json<number>() }

export type Ticks = EventSourceStore<{ tick: number }>

/**
 * A page that shows the newest tick, what `addUp` makes of all, and the status, each in a component
 * of its own.
 */
export interface TickPage {
  readonly container: Element
  /**
   * How often each component was rendered into the page, and the page as a whole where the
   * framework tells.
   */
  readonly commits: { status: number; [component: string]: number }
  /** The ticks that a listener in the page has heard. */
  readonly heard: readonly number[]
}

/** Returns the newest tick, and NaN for ever after one that was lost, doubled or out of order. */
export const addUp = {
  tick: (last: number, { data }: { data: number }) => (data === last + 1 ? data : NaN),
}

const count = 10_000
const all = Array.from({ length: count }, (_, i) => i)

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
const pause = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay))

/** How often a flood of events renders a page in a real browser. */
export function framesContract(renderPage: (source: Ticks) => Promise<TickPage>) {
  /** Renders the page, opens its stream, and counts commits from then on. */
  async function openPage() {
    const transport = fakeTransport()
    const source = createEventSource({ url: '/ticks', events: ticks, transport })
    const { commits, container, heard } = await renderPage(source)
    transport.last.open()
    await vi.waitFor(() => expect(container.textContent).toContain('open'))
    // The pause after which the first event shows at once.
    for (let i = 0; i < 3; i++) await frame()
    for (const name of Object.keys(commits)) commits[name] = 0
    const tell = (ticks: readonly number[]) =>
      ticks.forEach((i) => transport.last.event('tick', String(i)))
    return { transport, tell, commits, heard, text: () => container.textContent?.trim() }
  }

  test('10,000 events in one go are all heard and added up in order, with at most two commits', async () => {
    const { tell, commits, heard, text } = await openPage()
    tell(all)
    expect(heard).toEqual(all)
    for (let i = 0; i < 3; i++) await frame()

    expect(text()).toBe('9999 9999 open')
    const { status, ...others } = commits
    for (const updates of Object.values(others)) {
      expect(updates).toBeGreaterThan(0)
      expect(updates).toBeLessThanOrEqual(2)
    }
    expect(status).toBe(0)
  })

  test('10,000 events over a second make at most one commit per animation frame', async () => {
    const { tell, commits, heard, text } = await openPage()
    let frames = 0
    let counting = true
    void (async () => {
      // Where no frame comes for a tenth of a second, a timer takes its place.
      for (; counting; frames++) await Promise.race([frame(), pause(100)])
    })()
    for (let i = 0; i < count; i += 100) {
      tell(all.slice(i, i + 100))
      await pause(10)
    }
    await vi.waitFor(() => expect(text()).toBe('9999 9999 open'))
    counting = false

    expect(heard).toEqual(all)
    expect(frames).toBeGreaterThan(10)
    const { status, ...others } = commits
    for (const updates of Object.values(others)) {
      expect(updates).toBeGreaterThan(frames / 4)
      // And the one of the first event, which waited for no frame.
      expect(updates).toBeLessThanOrEqual(frames + 1)
    }
    expect(status).toBe(0)
  })

  test('a component that reads only the status commits for the status', async () => {
    const { transport, tell, commits, text } = await openPage()
    tell(all)
    for (let i = 0; i < 3; i++) await frame()
    expect(commits.status).toBe(0)

    transport.last.lose()
    await vi.waitFor(() => expect(text()).toContain('reconnecting'))
    expect(commits.status).toBe(1)
  })
}
