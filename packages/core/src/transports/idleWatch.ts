import { duration } from '../platform/timer.ts'
import type { Timer } from '../platform/timer.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { Timeouts } from './strictest.ts'
import type { Signal } from './transport.ts'
import { createWatchdog } from './watchdog.ts'

/**
 * Watches one open stream for silence, and returns the function to call with each of its signals.
 * A call with `open` begins to watch by the present `idleTimeout`.
 * `onSilence` is called once, with the milliseconds that have passed.
 */
export function createIdleWatch(
  idleTimeout: () => Timeouts['idleTimeout'],
  heartbeat: Heartbeat,
  timer: Timer,
  onSilence: (timeout: number) => void,
): (kind: Signal['kind']) => void {
  const learns = () => (idleTimeout() ?? 'auto') === 'auto'
  const timeout = () => (learns() ? heartbeat.timeout : (duration(idleTimeout()) ?? Infinity))
  const watchdog = createWatchdog(timer, () => {
    const passed = timeout()
    heartbeat.missed()
    onSilence(passed)
  })
  let silence = 0

  function watch() {
    const limit = timeout()
    if (limit < Infinity) watchdog.start(limit)
  }

  return (kind) => {
    switch (kind) {
      case 'open':
        watchdog.feed()
        return watch()
      case 'alive':
        silence = watchdog.feed()
        return
      case 'event':
        // It ended the silence, and not a comment that follows it.
        silence = 0
        return
      case 'comment':
        heartbeat.learn(Math.max(silence, watchdog.feed()))
        silence = 0
        if (learns()) watch()
    }
  }
}
