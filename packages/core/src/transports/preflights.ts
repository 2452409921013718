/** What is known of the origins that a page may not send a `Last-Event-ID` to. */
export interface Preflights {
  /** The origin of the URL has answered a dial with an id. */
  allowed(url: string): void
  /**
   * A dial with an id failed before any answer. Returns whether the header alone may be the
   * reason.
   */
  failed(url: string): boolean
}

/** Of how many URLs a failure is remembered: a page may put something new into each. */
const mostFailed = 100

/**
 * Remembers which origins answered a dial with an id. To send one, a page asks another origin for
 * permission in a preflight, and a refused one looks like a server that is down. So a URL is
 * suspected from its second failure on, unless its origin has once answered: then it is down.
 */
export function createPreflights(): Preflights {
  const allowed = new Set<string>()
  const failed = new Set<string>()
  return {
    allowed: (url) => void allowed.add(new URL(url).origin),
    failed(url) {
      const { origin } = new URL(url)
      // Outside of pages and workers there is no origin, and no preflight.
      if ([origin, undefined].includes(globalThis.origin) || allowed.has(origin)) return false
      const isSuspected = failed.has(url)
      if (failed.size === mostFailed) failed.clear()
      failed.add(url)
      return isSuspected
    },
  }
}
