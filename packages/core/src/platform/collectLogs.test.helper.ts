import { onTestFinished } from 'vitest'

/** Collects the errors that the rest of the test writes to the console, each with its message. */
export function collectLogs(): readonly (readonly [message: string, error: unknown])[] {
  const logged: [string, unknown][] = []
  const print = console.error
  console.error = (message: string, error: unknown) => void logged.push([message, error])
  onTestFinished(() => {
    console.error = print
  })
  return logged
}
