import { messageOf } from '#development'
import { now } from '../platform/clock.ts'
import { createTimer, duration } from '../platform/timer.ts'
import { withoutQuery } from '../platform/url.ts'
import { createHeartbeat } from './heartbeat.ts'
import { createIdleWatch } from './idleWatch.ts'
import { createRedialLimit } from './redialLimit.ts'
import { strictest } from './strictest.ts'
import type { Timeouts } from './strictest.ts'
import type { Transport, TransportRequest } from './transport.ts'

/** A transport with time-outs. */
export interface TimedTransport {
  readonly dial: Transport
  /** Whether the transport does all this by itself. */
  readonly watchesItself: boolean
  /**
   * Applies the time-outs of one more that shares the latest dial, where they are stricter:
   * `idleTimeout` at once, `connectTimeout` from the next dial on.
   */
  tighten(timeouts: Timeouts): void
}

/**
 * Ends a dial that is not accepted in time, and a stream that is silent for too long. What it
 * learns of the server serves all dials of one stream.
 */
export function timed(transport: Transport): TimedTransport {
  if (transport.watchesItself) return { dial: transport, watchesItself: true, tighten() {} }
  const heartbeat = createHeartbeat()
  const redialLimit = createRedialLimit()
  let dials = 0
  let tighten: TimedTransport['tighten'] = () => {}

  /** How long this dial may take. */
  function limitOf({ connectTimeout, idleTimeout, method, manual }: TransportRequest): number {
    const isRedial = dials++ > 0
    // What a person sends again, such as a question, may take its time: it is not sent a third time.
    const isLimited = isRedial && (method === 'GET' || !manual)
    return (
      duration(connectTimeout) ??
      duration(idleTimeout) ??
      (isLimited ? redialLimit.timeout : Infinity)
    )
  }

  const dial: Transport = (request, emit) => {
    const began = now()
    const timer = createTimer()
    let timeouts: Timeouts = request
    let isFirstAnswer = true
    let isOpen = false
    let over = false
    let stop = () => {}

    function hangUp() {
      over = true
      isOpen = false
      timer.stop()
      // The transport is called once, even where it hangs up by way of a function that hangs up.
      const stopTransport = stop
      stop = () => {}
      stopTransport()
    }

    function timeOut(code: 'timeout-open' | 'timeout-idle', timeout: number) {
      hangUp()
      const message = messageOf(code, withoutQuery(request.url), timeout)
      emit({ kind: 'lost', failure: { kind: 'timeout', message }, redialing: false })
    }

    const watch = createIdleWatch(
      () => timeouts.idleTimeout,
      heartbeat,
      timer,
      (timeout) => timeOut('timeout-idle', timeout),
    )
    tighten = (more) => {
      const before = timeouts.idleTimeout
      timeouts = strictest([timeouts, more])
      if (isOpen && timeouts.idleTimeout !== before) watch('open')
    }
    const limit = limitOf(request)
    if (limit < Infinity)
      timer.start(limit, () => {
        redialLimit.expired()
        timeOut('timeout-open', limit)
      })
    const stopDial = transport(request, (signal) => {
      if (over) return
      if (signal.kind === 'open' || signal.kind === 'lost') {
        timer.stop()
        isOpen = signal.kind === 'open'
        // A browser that dials again by itself does not say when it began.
        if (signal.kind === 'open' && isFirstAnswer) redialLimit.opened(now() - began)
        isFirstAnswer = false
      }
      watch(signal.kind)
      emit(signal)
    })
    // A transport may answer before it returns, and its answer may have been the end.
    if (over) stopDial()
    else stop = stopDial
    return hangUp
  }

  return { dial, watchesItself: false, tighten: (timeouts) => tighten(timeouts) }
}
