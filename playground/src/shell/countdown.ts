import { formatSeconds } from '../shared/format.ts'
import { setText } from './element.ts'

/** Shows in an element how long it is until a time. Nothing runs while there is none. */
export function createCountdown(element: Element): (until: number | null | undefined) => void {
  let timer: ReturnType<typeof setInterval> | undefined
  let shown: number | null = null

  function show(): void {
    setText(element, shown ? `in ${formatSeconds(Math.max(0, shown - Date.now()))}` : '–')
  }

  return (until = null) => {
    if (until === shown) return
    shown = until
    clearInterval(timer)
    if (until) timer = setInterval(show, 100)
    show()
  }
}
