import { z } from 'zod'

/** What the server says and the page reads, one type per event. */

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

/** `halt` on `/api/prices`: a schema instead of a type, so that a bad event is refused and not believed. */
export const Halt = z.object({ symbol: z.enum(symbols), reason: z.string() })

export type Halt = z.infer<typeof Halt>

/** `line` on `/api/log`. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  service: string
  message: string
  at: number
}

/** A message on `/api/chat`; the answer ends with the raw data `[DONE]`. */
export interface Delta {
  delta: string
}

/** The longest prompt that `/api/chat` takes, in characters. */
export const longestPrompt = 2000

export const streamNames = ['prices', 'chat', 'log', 'numbers', 'stats'] as const

export type StreamName = (typeof streamNames)[number]

/** A message on `/api/stats`: what the server sees. */
export interface Stats {
  /** Connections that are open now, by stream. */
  open: Record<StreamName, number>
  /** Requests for a stream since the server started, the refused ones too. */
  dials: number
  /** Milliseconds of 503 that are left, 0 on a good day. */
  unavailable: number
  /** Milliseconds of silence that are left, 0 on a good day. */
  silent: number
}
