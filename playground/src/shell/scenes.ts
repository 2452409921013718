import { log } from '../shared/log.ts'
import { numbers } from '../shared/numbers.ts'
import { prices } from '../shared/prices.ts'
import type { AnySource } from '../shared/watched.ts'

const sceneNames = ['prices', 'chat', 'log', 'flood'] as const

export type SceneName = (typeof sceneNames)[number]

export interface Scene {
  readonly title: string
  readonly text: string
  /** The component that shows it, in both frameworks. */
  readonly component: string
  /** The connection of the scene; a chat makes one per question. */
  readonly source: AnySource | null
}

export const scenes: Record<SceneName, Scene> = {
  prices: {
    title: 'Live prices',
    text: 'One connection feeds both tables. The book is a fold, the lines are drawn without rendering, and a halt is checked by a schema.',
    component: 'PricesScene',
    source: prices,
  },
  chat: {
    title: 'A chat over POST',
    text: 'Each answer is the event stream of one POST request. Tokens are added up outside of the components. Stop cancels the request.',
    component: 'ChatScene',
    source: null,
  },
  log: {
    title: 'A log that does not grow',
    text: 'The newest two hundred lines, kept by a fold. Close the connection, wait, and connect again: the lines in between arrive.',
    component: 'LogScene',
    source: log,
  },
  flood: {
    title: 'A flood',
    text: 'Forty components name the same URL and share one connection. Ten thousand events come in one write; each component counts all of them.',
    component: 'FloodScene',
    source: numbers,
  },
}

/** The scene that the address names, or the first one. */
export function sceneOfHash(): SceneName {
  const name = location.hash.slice(1)
  return sceneNames.find((scene) => scene === name) ?? 'prices'
}
