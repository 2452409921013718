import { messageOf } from '#development'
import { createTimer } from '../platform/timer.ts'
import { withoutQuery } from '../platform/url.ts'
import type { Transport } from './transport.ts'
import { createWatchdog } from './watchdog.ts'

/**
 * Ends a dial that is not accepted within `connectTimeout`, and a stream that is silent for
 * `idleTimeout`.
 */
export function timed(transport: Transport): Transport {
  return (request, emit) => {
    const { connectTimeout, idleTimeout } = request
    if (connectTimeout === undefined && idleTimeout === undefined) return transport(request, emit)
    const timer = createTimer()
    const watchdog = createWatchdog(timer, () => timeOut('timeout-idle', idleTimeout))
    let over = false
    let stop = () => {}

    function hangUp() {
      over = true
      timer.stop()
      stop()
      stop = () => {}
    }

    function timeOut(code: 'timeout-open' | 'timeout-idle', timeout = 0) {
      hangUp()
      const message = messageOf(code, withoutQuery(request.url), timeout)
      emit({ kind: 'lost', failure: { kind: 'timeout', message }, redialing: false })
    }

    if (connectTimeout !== undefined)
      timer.start(connectTimeout, () => timeOut('timeout-open', connectTimeout))
    const stopTransport = transport(request, (signal) => {
      if (over) return
      if (signal.kind === 'alive') watchdog.feed()
      else if (signal.kind === 'open' || signal.kind === 'lost') {
        timer.stop()
        if (signal.kind === 'open' && idleTimeout !== undefined) watchdog.start(idleTimeout)
      }
      emit(signal)
    })
    // A transport may answer before it returns, and its answer may have been the end.
    if (over) stopTransport()
    else stop = stopTransport
    return hangUp
  }
}
