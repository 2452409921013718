import { mount } from '../panel/mount.ts'

/** A plugin of TanStack Devtools, for its core and for its React component. */
export interface DevtoolsPlugin {
  readonly id: string
  readonly name: string
  // React takes what this returns as an element, and the core takes nothing.
  render(target: HTMLElement, props: { readonly theme: 'light' | 'dark' }): any
  destroy(): void
}

/**
 * Makes a plugin that shows the panel in TanStack Devtools.
 *
 * @example
 * <TanStackDevtools plugins={[eventSourceDevtools()]} />
 */
export function eventSourceDevtools(): DevtoolsPlugin {
  let unmount = () => {}
  return {
    id: 'use-event-source',
    name: 'Event streams',
    render(target, { theme }) {
      // It is called again when the shell opens again, or changes its theme.
      unmount()
      unmount = mount(target, { theme })
      return null
    },
    destroy() {
      unmount()
      unmount = () => {}
    },
  }
}
