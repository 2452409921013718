import { onTestFinished } from 'vitest'

/**
 * Returns what the rest of the test is warned of. React and Vue take other methods of the console
 * for some warnings.
 */
export function hearWarnings(
  method: 'warn' | 'error' | 'info' = 'warn',
  atTheEnd: (undo: () => void) => void = onTestFinished,
): readonly string[] {
  const heard: string[] = []
  const print = console[method]
  console[method] = (message: unknown) => void heard.push(String(message))
  atTheEnd(() => {
    console[method] = print
  })
  return heard
}
