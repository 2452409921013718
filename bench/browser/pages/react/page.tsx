import { StrictMode, useEffect, useLayoutEffect } from 'react'
import type { ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { commit, expose, host, notes } from '../page.ts'
import type { ComponentProps, Setup } from '../page.ts'

/** Makes a page of what a library for React shows. */
export function reactPage(
  components: Record<Setup['component'], ComponentType<ComponentProps>>,
): void {
  let root: Root

  function App({ setup, onMounted }: { setup: Setup; onMounted: () => void }) {
    // Runs after the effects of its children.
    useEffect(onMounted, [onMounted])
    const { count, component, strict: _strict, ...props } = setup
    const Component = components[component]
    return Array.from({ length: count }, (_, index) => <Component key={index} {...props} />)
  }

  const show = (setup: Setup) =>
    new Promise<void>((resolve) => {
      const app = <App setup={setup} onMounted={resolve} />
      root.render(setup.strict ? <StrictMode>{app}</StrictMode> : app)
    })

  expose({
    mount(setup) {
      root = createRoot(host)
      return show(setup)
    },
    change: show,
    async unmount() {
      root.unmount()
    },
  })
}

/** Counts the commits of the component that calls it. */
export function useCommits(): void {
  useLayoutEffect(commit)
}

/** Notes the state of a stream. */
export function useStatus(status: string): void {
  useEffect(() => {
    notes.status = status
  }, [status])
}
