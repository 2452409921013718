import { expect, onTestFinished } from 'vitest'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'

/**
 * Expects React to report errors in the rest of the test, to the console and to the page, and
 * nothing else.
 */
export function hearErrors() {
  const heard = hearWarnings('error')
  const keepQuiet = (event: Event) => event.preventDefault()
  window.addEventListener('error', keepQuiet)
  onTestFinished(() => {
    window.removeEventListener('error', keepQuiet)
    for (const message of heard) expect(message).toMatch(/Error: |The above error occurred in/)
  })
}
