import type { AnySource } from '../shared/watched.ts'
import type { SceneName } from './scenes.ts'

/**
 * Returns how to load the connection of a scene, or `null` where it has none of its own. A chat
 * makes one per question, an upload one per file, and where users sign in, the components do.
 */
export const sourceOf = (scene: SceneName) => sources[scene] ?? null

const sources: Partial<Record<SceneName, () => Promise<AnySource>>> = {
  prices: async () => (await import('../shared/prices.ts')).prices,
  log: async () => (await import('../shared/log.ts')).log,
  notifications: async () => (await import('../shared/notifications.ts')).notifications,
  presence: async () => (await import('../shared/presence.ts')).me.source,
  book: async () => (await import('../shared/orders.ts')).orders,
  dashboard: async () => (await import('../shared/dashboard.ts')).activity,
  tabs: async () => {
    const { chosenWay, ways } = await import('../shared/tabs.ts')
    return ways[chosenWay.getSnapshot()].source
  },
  elsewhere: async () => {
    const { answers, chosenAnswer } = await import('../shared/elsewhere.ts')
    return answers[chosenAnswer.getSnapshot()].source
  },
  flood: async () => (await import('../shared/numbers.ts')).numbers,
}
