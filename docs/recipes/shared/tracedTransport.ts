import type { Failure, Transport, TransportRequest } from '@use-event-source/core'

/** The part of an OpenTelemetry span that is used. */
interface Span {
  setAttribute(name: string, value: string | number): unknown
  addEvent(name: string): unknown
  setStatus(status: { code: number; message: string }): unknown
  end(): void
}

interface Observers {
  readonly tracer: { startSpan(name: string): Span }
  /** Called for each loss, with the kind of the failure. */
  readonly count: (kind: Failure['kind']) => void
}

/** OpenTelemetry's SpanStatusCode.ERROR. */
const failed = 2

/** Carries streams by another transport, and opens a span for each request. */
export function tracedTransport(
  transport: Transport,
  observers: Observers,
): Transport {
  const traced: Transport = (request, emit) => {
    const span = startSpan(observers.tracer, request)
    let events = 0
    let isOver = false

    function end() {
      if (isOver) return
      isOver = true
      span.setAttribute('stream.events', events)
      span.end()
    }

    const hangUp = transport(request, (signal) => {
      if (signal.kind === 'open') span.addEvent('open')
      if (signal.kind === 'event') events++
      if (signal.kind === 'lost') {
        const { kind, status } = signal.failure
        observers.count(kind)
        if (status) span.setAttribute('http.response.status_code', status)
        if (kind !== 'ended') span.setStatus({ code: failed, message: kind })
        if (!signal.redialing) end()
      }
      emit(signal)
    })
    return () => {
      end()
      hangUp()
    }
  }
  const { watchesItself } = transport
  return watchesItself ? Object.assign(traced, { watchesItself }) : traced
}

function startSpan(
  tracer: Observers['tracer'],
  { url, method, failureCount }: TransportRequest,
) {
  // The query may hold a token.
  const { origin, pathname } = new URL(url)
  const span = tracer.startSpan('event stream')
  span.setAttribute('http.request.method', method)
  span.setAttribute('url.full', origin + pathname)
  span.setAttribute('stream.failures', failureCount)
  return span
}
