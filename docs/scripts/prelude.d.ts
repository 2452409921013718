// Names that the code blocks of the pages may use without declaring them. A declaration in a block
// takes precedence.
import type * as core from '@use-event-source/core'

declare global {
  interface Price {
    readonly symbol: string
    readonly bid: number
    readonly ask: number
  }
  interface Delta {
    readonly delta: string
  }
  interface Line {
    readonly level: string
    readonly text: string
  }

  const prices: core.EventSourceStore<{ price: Price; halt: string }>
  const log: core.EventSourceStore<{ line: Line }>
  const transport: core.Transport
  const api: core.EventSourceClient
  const user: { readonly id: string }
  function login(): Promise<void>

  const chart: { add(price: Price): void }
  const prompt: string
  function token(): Promise<string>
  function forgetToken(): void
  function print(text: string): void
  function show(text: string): void
  function reload(): void
  function onTeardown(callback: () => void): void

  interface ImportMeta {
    /** As Vite has it. */
    readonly hot?: { dispose(callback: () => void): void }
  }

  // The functions of the library, for blocks that follow one with the imports.
  const backoff: typeof core.backoff
  const describeFailure: typeof core.describeFailure
  const createEventSource: typeof core.createEventSource
  const createEventSourceClient: typeof core.createEventSourceClient
  const createEventState: typeof core.createEventState
  const eventsOf: typeof core.eventsOf
  const fetchTransport: typeof core.fetchTransport
  const json: typeof core.json
  const nativeTransport: typeof core.nativeTransport
  const text: typeof core.text
}
