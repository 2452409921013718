import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** With the fifth, one of the six connections is left for everything else on the page. */
const manyStreams = 5

type Platform = Partial<Pick<Performance, 'getEntriesByType'>> | undefined

const streams = new Map<string, number>()

/**
 * Counts a stream until it is hung up, and warns of many to one HTTP/1.1 origin: with the sixth,
 * all further requests of the page to that origin wait silently.
 */
export function warnOfManyStreams(
  url: string,
  hangUp: () => void,
  platform: Platform = globalThis.performance,
): () => void {
  const { origin } = new URL(url)
  const count = (streams.get(origin) ?? 0) + 1
  streams.set(origin, count)
  if (count === manyStreams && protocolOf(origin, platform) === 'http/1.1')
    warn(messageOf('streams-many', manyStreams, origin))
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
