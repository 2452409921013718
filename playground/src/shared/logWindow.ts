import type { Lines, NumberedLine } from './log.ts'

/** The height of a line, in pixels. */
export const lineHeight = 22

/** As many lines as are on the page: more than fit, so that a quick scroll does not outrun them. */
const windowSize = 48

/** The lines from `first` on, with their places. Before the first line and behind the last, the window stops. */
export function windowOf(lines: Lines, first: number): { readonly index: number; readonly line: NumberedLine }[] {
  const start = Math.max(0, Math.min(first, lines.length - windowSize))
  const length = Math.min(windowSize, lines.length - start)
  return Array.from({ length }, (_, offset) => ({ index: start + offset, line: lines.at(start + offset)! }))
}

/** The line with which the window begins where a viewport is scrolled to. */
export function firstAt({ scrollTop }: Element): number {
  return Math.max(0, Math.floor(scrollTop / lineHeight) - 12)
}

/** Tells whether a viewport shows the last line. */
export function isAtEnd({ scrollTop, clientHeight, scrollHeight }: Element): boolean {
  return scrollHeight - clientHeight - scrollTop < lineHeight
}
