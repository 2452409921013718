import { inject } from 'vitest'
import { differences } from '../../conformance/engines.ts'

export type Engine = 'chromium' | 'firefox' | 'webkit'

declare module 'vitest' {
  interface ProvidedContext {
    engine: Engine
  }
}

/** The engine of the page that runs the test: `undefined` in Node. */
export const engine: Engine | undefined = inject('engine')

/** What the engine does in its own way. Node does as the standard says. */
export const own = engine && differences[engine]
