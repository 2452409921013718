import { inject } from 'vitest'
import { patience } from './story.test.helper.ts'

export type Engine = 'chromium' | 'firefox' | 'webkit'

declare module 'vitest' {
  interface ProvidedContext {
    engine: Engine
  }
}

/** The engine of the page that runs the test: `undefined` in Node. */
export const engine: Engine | undefined = inject('engine')

/** What keeps a test from passing in one engine. */
export interface KnownFailure {
  readonly engine: Engine
  readonly reason: string
}

export const waitsForFirstByte: KnownFailure = {
  engine: 'firefox',
  reason: 'Firefox answers with the first byte of the body, and nothing limits the wait for it',
}
export const keepsRedirectedSocket: KnownFailure = {
  engine: 'firefox',
  reason: 'Firefox does not close the socket of a redirected fetch that is aborted',
}
export const keepsHalfLine: KnownFailure = {
  engine: 'webkit',
  reason:
    "WebKit's EventSource glues the half line of a lost stream to the first line of the next one",
}
export const encodesHeaders: KnownFailure = {
  engine: 'webkit',
  reason: "WebKitGTK's fetch sends header strings as UTF-8, so that an id is encoded twice",
}

export const isKnown = (failure: KnownFailure | undefined): boolean =>
  failure !== undefined && failure.engine === engine

/**
 * Options of a test that is expected to fail in one engine: whatever mends it has to remove them.
 */
export const failsAs = (failure: KnownFailure | undefined): { readonly fails: boolean } => ({
  fails: isKnown(failure),
})

/** What is expected to fail need not be waited for as long. */
const impatience = { ...patience, timeout: 1000 }

export const patienceFor = (failure: KnownFailure | undefined): typeof patience =>
  isKnown(failure) ? impatience : patience
