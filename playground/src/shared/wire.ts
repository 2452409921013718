import type { FailureName } from './failures.ts'

/** What the server sends and the page reads, one type per event. */

export const symbols = ['AURA', 'BOLT', 'CRUX', 'DUSK', 'ECHO', 'FLUX', 'GLOW', 'HELM'] as const

export type TickerSymbol = (typeof symbols)[number]

/** `price` on `/api/prices`. */
export interface Price {
  symbol: TickerSymbol
  bid: number
  ask: number
  /** Epoch milliseconds. */
  at: number
  seq: number
}

/** `line` on `/api/log`. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  service: string
  message: string
  at: number
}

export const users = ['Ada', 'Bob'] as const

export type User = (typeof users)[number]

/** `mail` on `/api/inbox`, whose events are those of the user who asks. */
export interface Mail {
  to: User
  number: number
  subject: string
}

/** The longest prompt that `/api/answers` takes, in characters. */
export const longestPrompt = 2000

/** `notice` on `/api/notifications`. */
export interface Notice {
  id: number
  title: string
  text: string
}

/**
 * `inbox` on `/api/notifications`, the first event of each dial: the notices up to the last event
 * ID.
 */
export interface Inbox {
  unread: number
  /** The newest first. */
  newest: Notice[]
}

/** `here` on `/api/presence`, first of all; later `join` carries a visitor and `leave` an id. */
export interface Visitor {
  id: string
  name: string
  /** Epoch milliseconds. */
  since: number
}

export type Side = 'bid' | 'ask'

/** What is offered at one price; a size of 0 takes the price off the book. */
export interface Level {
  side: Side
  /** In cents, so that it can be a key. */
  price: number
  size: number
}

/** `snapshot` on `/api/book`: the whole book after event `seq`. */
export interface BookSnapshot {
  seq: number
  levels: Level[]
}

/** `delta` on `/api/book`: each has the number after the one before. */
export interface BookDelta extends Level {
  seq: number
}

/** What a shop counts. */
export const metrics = ['visits', 'orders', 'returns', 'errors'] as const

type Metric = (typeof metrics)[number]

export type Counts = Readonly<Record<Metric, number>>

/** `count` on `/api/dashboard`: a metric has grown. */
export interface Count {
  readonly metric: Metric
  readonly by: number
  /** What all metrics make together after it, at the server: the check of a page. */
  readonly sum: number
}

/** The answer of `/api/dashboard/counts`. */
export interface CountsSnapshot {
  readonly counts: Counts
  readonly lastEventId: string
}

/** `progress` on `/api/uploads/:id`. The stream ends with `done`. */
export interface UploadProgress {
  state: 'waiting' | 'receiving' | 'complete' | 'cancelled'
  /** Bytes that the server has. */
  received: number
  total: number
}

/** The largest file that is taken, in bytes. */
export const largestUpload = 64 * 1024 * 1024

/** `tick` on `/api/tabs`, four times a second: the tabs that are or were connected a moment ago. */
export interface TabCount {
  tab: string
  /** Streams of this kind that are open. */
  connections: number
}

export const streamNames = [
  'prices',
  'answers',
  'aiSdk',
  'agUi',
  'log',
  'notifications',
  'presence',
  'book',
  'uploads',
  'tabs',
  'inbox',
  'dashboard',
  'elsewhere',
  'numbers',
  'stats',
] as const

export type StreamName = (typeof streamNames)[number]

/** A message on `/api/stats`: what the server sees. */
export interface Stats {
  /** Connections that are open now, by stream. */
  open: Record<StreamName, number>
  /** Requests for a stream so far, of all pages, the refused ones too. */
  dials: number
  /** Milliseconds that are left of each failure that lasts. */
  failures: Partial<Record<FailureName, number>>
}
