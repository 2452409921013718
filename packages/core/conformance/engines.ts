/**
 * Where the `EventSource` and the `fetch` of a browser do not do as the standard says. The reasons are in
 * README.md.
 */
interface Differences {
  /** The cases that it reads in another way, by name. */
  readonly cases: readonly string[]
  /** Whether it refuses an event stream that names a charset other than UTF-8. */
  readonly refusesCharsets: boolean
  /**
   * Whether it dials the final URL again after a redirect, as the standard says, or the first one.
   */
  readonly redials: 'first' | 'final'
  /** The content types of refusals whose body it waits for: the empty one is none at all. */
  readonly waitsForBodyOf: readonly string[]
  /** Whether it reports an answer no sooner than the first byte of its body comes. */
  readonly opensWithFirstByte: boolean
  /** Whether it glues what a broken stream left of an event to the next stream. */
  readonly gluesStreams: boolean
  /** Whether its `fetch` encodes the characters of a header as UTF-8, so that no header has bytes. */
  readonly encodesHeaders: boolean
  /** Whether its `fetch` keeps the socket of a redirected request that is aborted. */
  readonly keepsRedirectedSockets: boolean
}

export const differences: Readonly<Record<'chromium' | 'firefox' | 'webkit', Differences>> = {
  chromium: {
    cases: ['drops a BOM before an empty line'],
    refusesCharsets: true,
    redials: 'final',
    waitsForBodyOf: ['', 'text/plain'],
    opensWithFirstByte: false,
    gluesStreams: false,
    encodesHeaders: false,
    keepsRedirectedSockets: false,
  },
  firefox: {
    cases: [
      'keeps a NUL',
      'keeps a NUL in a type',
      'moves with an ID that has no data',
      'moves with an ID that has no data after an event',
      'lets an event inherit an ID that had no data',
      'resets with an empty ID that has no data',
      'ignores an ID with a NUL',
      'ignores an ID that is a NUL',
      'keeps the ID before one with a NUL',
    ],
    refusesCharsets: false,
    redials: 'first',
    waitsForBodyOf: [''],
    opensWithFirstByte: true,
    gluesStreams: false,
    encodesHeaders: false,
    keepsRedirectedSockets: true,
  },
  webkit: {
    cases: [
      'does not take a UTF-16 BOM for one',
      'moves with an ID that has no data',
      'moves with an ID that has no data after an event',
      'resets with an empty ID that has no data',
    ],
    refusesCharsets: false,
    redials: 'first',
    waitsForBodyOf: [],
    opensWithFirstByte: false,
    gluesStreams: true,
    encodesHeaders: true,
    keepsRedirectedSockets: false,
  },
}
