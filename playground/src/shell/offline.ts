import { stats } from './stats.ts'

/**
 * Makes the page believe that there is no network while that failure lasts: `navigator.onLine` is
 * false, and the events of the browser are fired. That the server cannot be reached either is the
 * server's own doing.
 */
export function simulateOffline(): void {
  let isOffline = false
  stats.on('message', ({ data }) => {
    const isOver = data.failures.offline === undefined
    if (isOver !== isOffline) return
    isOffline = !isOver
    if (isOffline) Object.defineProperty(navigator, 'onLine', { configurable: true, value: false })
    else Reflect.deleteProperty(navigator, 'onLine')
    dispatchEvent(new Event(isOffline ? 'offline' : 'online'))
  })
}
