import { onTestFinished } from 'vitest'

/** Returns what the rest of the test is warned of. */
export function hearWarnings(): readonly string[] {
  const heard: string[] = []
  const { warn } = console
  console.warn = (message: string) => void heard.push(message)
  onTestFinished(() => {
    console.warn = warn
  })
  return heard
}
