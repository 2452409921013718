import { act, render } from '@testing-library/react'
import { Suspense, useEffect } from 'react'
import type { Adapter, Hooks } from '../../../contract/adapter.ts'
import { createTell } from '../../../contract/stage.ts'
import { renderInBoundary } from './boundary.test.helper.tsx'
import {
  EventSourceProvider,
  useEventSource,
  useEventState,
  useServerEvent,
  useSnapshot,
  useSuspenseEventSource,
} from './index.ts'

const hooks = { useEventSource, useEventState, useServerEvent, useSnapshot, useSuspenseEventSource }

/** The hooks, for the tests of what React and Vue both promise. */
export const react: Adapter = {
  mount(name, args, read = () => null, client) {
    type Hook = Hooks[typeof name]
    const useHook = hooks[name] as (...args: unknown[]) => ReturnType<Hook>
    const newest = { renders: 0 } as { renders: number; shown: ReturnType<Hook> }
    function User({ args }: { args: Parameters<Hook> }) {
      newest.renders++
      const shown = useHook(...args)
      useEffect(() => void (newest.shown = shown))
      return <>{`${read(shown)}`}</>
    }
    function page(args: Parameters<Hook>) {
      const shown = (
        <Suspense fallback="wait">
          <User args={args} />
        </Suspense>
      )
      return client ? <EventSourceProvider client={client}>{shown}</EventSourceProvider> : shown
    }
    const { container, rerender, unmount } = render(page(args))
    return {
      get shown() {
        return newest.shown
      },
      get text() {
        return container.textContent
      },
      get renders() {
        return newest.renders
      },
      change: async (...args) => rerender(page(args)),
      unmount,
    }
  },
  messageOf(name, args) {
    const useHook = hooks[name] as (...args: unknown[]) => unknown
    const User = () => void useHook(...args)
    return renderInBoundary(<User />).container.textContent
  },
  settle: (step) => act(async () => step()),
}

/** Lets the server speak, shows what it said, and makes a pause. */
export const tell = createTell(react.settle)
