import type { ServerResponse } from 'node:http'
import type { TabCount } from '../src/shared/wire.ts'
import { clock, type Sequence } from './sequence.ts'

const { latest } = clock(250)

/** How long a tab without a connection is still shown, in milliseconds. */
const memory = 60_000

const mostTabs = 12

/** A tick four times a second, with the number of connections of every tab. */
export interface Tabs extends Sequence {
  enter(tab: string, response: ServerResponse): void
}

export function createTabs(): Tabs {
  const tabs = new Map<string, { connections: number; leftAt: number }>()

  function counts(): TabCount[] {
    const now = Date.now()
    for (const [name, { connections, leftAt }] of tabs) {
      const isForgotten = connections === 0 && (now - leftAt > memory || tabs.size > mostTabs)
      if (isForgotten) tabs.delete(name)
    }
    return [...tabs].map(([tab, { connections }]) => ({ tab, connections })).slice(0, mostTabs)
  }

  return {
    latest,
    // Ten minutes: a tab that was hidden for so long gets every tick of that time.
    replay: 2400,
    welcome: 1,
    eventAt: (seq) => ({ id: String(seq), type: 'tick', data: JSON.stringify(counts()) }),
    enter(name, response) {
      const tab = tabs.get(name) ?? { connections: 0, leftAt: 0 }
      tabs.set(name, tab)
      tab.connections++
      response.once('close', () => {
        tab.connections--
        tab.leftAt = Date.now()
      })
    },
  }
}
