import type { ObservedStream } from '@use-event-source/core/tools'
import { maskUrl } from './mask.ts'
import { clientNumberOf, streamIdentityOf } from './streamIdentity.ts'
import { createStreamLog } from './streamLog.ts'
import type { StreamLog } from './streamLog.ts'

/** The logs of all streams, and which of them are in use. */
export interface StreamLogs {
  /** Oldest first. */
  readonly all: readonly StreamLog[]
  /** Returns the log of a stream: that of the one before it, where a closed store connects again. */
  of(stream: ObservedStream): StreamLog
  /** Returns the stream of a log, or `null` when it has ended. */
  observedOf(log: StreamLog): ObservedStream | null
  end(stream: ObservedStream): StreamLog
}

/** How many logs are kept after the end of their stream. */
const mostEnded = 30

export function createStreamLogs(): StreamLogs {
  const all: StreamLog[] = []
  const inUse = new Map<ObservedStream, StreamLog>()
  const observed = new Map<StreamLog, ObservedStream>()
  const byIdentity = new Map<string, StreamLog>()
  let lastId = 0

  function add({ options, dial }: ObservedStream) {
    const { url, method = 'GET' } = options
    const log = createStreamLog({
      id: ++lastId,
      method: method.toUpperCase(),
      url: maskUrl(dial?.request.url ?? (typeof url === 'function' ? '' : String(url))),
      client: clientNumberOf(options.client),
    })
    all.push(log)
    return log
  }

  function forgetOldest() {
    const ended = all.filter(({ isEnded }) => isEnded)
    if (ended.length <= mostEnded) return
    const [oldest] = all.splice(all.indexOf(ended[0]!), 1)
    for (const [identity, log] of byIdentity) if (log === oldest) byIdentity.delete(identity)
  }

  function of(stream: ObservedStream) {
    const known = inUse.get(stream)
    if (known) return known
    const identity = streamIdentityOf(stream.options)
    const before = byIdentity.get(identity)
    const log = before?.isEnded ? before : add(stream)
    log.isEnded = false
    inUse.set(stream, log)
    observed.set(log, stream)
    byIdentity.set(identity, log)
    return log
  }

  return {
    all,
    of,
    observedOf: (log) => observed.get(log) ?? null,
    end(stream) {
      const log = of(stream)
      log.isEnded = true
      inUse.delete(stream)
      observed.delete(log)
      forgetOldest()
      return log
    },
  }
}
