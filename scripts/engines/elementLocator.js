// Runs in the page of a test: vitest's `render` functions ask for a locator of what they have
// rendered. Ours look for nothing and press nothing, so the tests of these engines stay with the
// elements themselves.
import { page } from 'vitest/browser'

page.extend({ elementLocator: (element) => /** @type {any} */ ({ element: () => element }) })
