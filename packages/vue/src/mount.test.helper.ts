import { render } from '@testing-library/vue'
import type { Plugin } from 'vue'

/**
 * Mounts a component that uses something, in an app with these plugins, and returns what it got.
 */
export function mount<Result>(use: () => Result, plugins: Plugin[] = []) {
  const got = {} as { result: Result }
  const component = {
    setup() {
      got.result = use()
      return () => null
    },
  }
  const { unmount } = render(component, { global: { plugins } })
  return { ...got, unmount }
}
