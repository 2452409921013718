import { activity } from '../shared/dashboard.ts'
import { answers, chosenAnswer } from '../shared/elsewhere.ts'
import { log } from '../shared/log.ts'
import { notifications } from '../shared/notifications.ts'
import { numbers } from '../shared/numbers.ts'
import { orders } from '../shared/orders.ts'
import { me } from '../shared/presence.ts'
import { prices } from '../shared/prices.ts'
import { chosenWay, ways } from '../shared/tabs.ts'
import type { AnySource } from '../shared/watched.ts'
import type { SceneName } from './scenes.ts'

/**
 * Returns the connection of a scene. A chat makes one per question, an upload one per file, and
 * where users sign in, the components do.
 */
export const sourceOf = (scene: SceneName): AnySource | null => sources[scene]?.() ?? null

const sources: Partial<Record<SceneName, () => AnySource>> = {
  prices: () => prices,
  log: () => log,
  notifications: () => notifications,
  presence: () => me.source,
  book: () => orders,
  dashboard: () => activity,
  tabs: () => ways[chosenWay.getSnapshot()].source,
  elsewhere: () => answers[chosenAnswer.getSnapshot()].source,
  flood: () => numbers,
}
