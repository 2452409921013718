import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** By protocol, how many streams to one origin are too many, and what to say of them. */
const limits: Readonly<
  Record<string, { readonly count: number; readonly code: 'streams-many' | 'streams-multiplexed' }>
> = {
  // With the fifth, one of the six connections is left for everything else on the page.
  'http/1.1': { count: 5, code: 'streams-many' },
  // Node, nginx and others allow a hundred or more to one connection, and a browser opens no second.
  h2: { count: 100, code: 'streams-multiplexed' },
  h3: { count: 100, code: 'streams-multiplexed' },
}

type Platform = Partial<Pick<Performance, 'getEntriesByType'>> | undefined

const streams = new Map<string, number>()

/**
 * Counts a stream until it is hung up, and warns of many to one origin: beyond the limit of the
 * browser or the server, all further requests of the page to that origin wait silently.
 */
export function warnOfManyStreams(
  url: string,
  hangUp: () => void,
  platform: Platform = globalThis.performance,
): () => void {
  const { origin } = new URL(url)
  const count = (streams.get(origin) ?? 0) + 1
  streams.set(origin, count)
  const isMany = Object.values(limits).some((limit) => limit.count === count)
  const limit = isMany ? limits[protocolOf(origin, platform) ?? ''] : undefined
  if (limit?.count === count) warn(messageOf(limit.code, count, origin))
  let counted = true
  return () => {
    if (counted) streams.set(origin, (streams.get(origin) ?? 0) - 1)
    counted = false
    hangUp()
  }
}

/** Returns the protocol of the latest answer of an origin, where the platform knows it. */
function protocolOf(origin: string, platform: Platform): string | undefined {
  const entries = ['navigation', 'resource'].flatMap(
    (type) => platform?.getEntriesByType?.(type) ?? [],
  )
  return (entries as PerformanceResourceTiming[])
    .filter(({ name, nextHopProtocol }) => nextHopProtocol && new URL(name).origin === origin)
    .at(-1)?.nextHopProtocol
}
