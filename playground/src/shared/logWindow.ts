import type { NumberedLine } from './log.ts'

/** The height of a line, in pixels. */
export const lineHeight = 22

/** How many lines are on the page: more than fit, so that a quick scroll does not outrun them. */
const windowSize = 48

/**
 * The lines from `first` on, with their places. The window stops at the first line and at the last.
 */
export function windowOf(lines: readonly NumberedLine[], first: number) {
  const start = Math.max(0, Math.min(first, lines.length - windowSize))
  return lines
    .slice(start, start + windowSize)
    .map((line, offset) => ({ index: start + offset, line }))
}

/** The first line of the window for where a viewport is scrolled to. Its end is at 0. */
export function firstAt({ scrollTop, clientHeight, scrollHeight }: Element): number {
  return Math.max(0, Math.floor((scrollHeight - clientHeight + scrollTop) / lineHeight) - 12)
}

/** Returns whether a viewport shows the last line. */
export function isAtEnd({ scrollTop }: Element): boolean {
  return scrollTop > -lineHeight
}
