import { render } from '@testing-library/vue'
import { createApp, h, isRef, nextTick, proxyRefs, shallowRef } from 'vue'
import type { Plugin } from 'vue'
import type { Adapter, Hooks } from '../../../contract/adapter.ts'
import { createTell } from '../../../contract/stage.ts'
import {
  eventSourcePlugin,
  useEventSource,
  useEventState,
  useServerEvent,
  useSnapshot,
  useSuspenseEventSource,
} from './index.ts'
import { suspended } from './suspense.test.helper.ts'

const composables = {
  useEventSource,
  useEventState,
  useServerEvent,
  useSnapshot,
  useSuspenseEventSource,
}

/** Which arguments of a composable may be getters. The test changes these. */
const followed: { readonly [Name in keyof Hooks]: readonly number[] } = {
  useEventSource: [0, 1],
  useSuspenseEventSource: [0, 1],
  useEventState: [0, 3],
  useServerEvent: [0, 1, 3],
  useSnapshot: [0],
}

const call = (name: keyof Hooks, args: unknown[]): unknown =>
  (composables[name] as (...args: unknown[]) => unknown)(...args)

/** The composables, for the tests of what React and Vue both promise. */
export const vue: Adapter = {
  mount(name, first, read = () => null, client) {
    type Hook = Hooks[typeof name]
    const args = shallowRef<readonly unknown[]>(first)
    const newest = { renders: 0 } as { renders: number; show: () => ReturnType<Hook> }

    function renderText(returned: unknown) {
      newest.show = () => unwrap(returned) as ReturnType<Hook>
      return () => {
        newest.renders++
        // New arguments render the component, as they do in a template.
        void args.value
        return `${read(newest.show())}`
      }
    }
    const User = {
      setup() {
        const getters = first.map((arg: unknown, i: number) =>
          followed[name].includes(i) ? () => args.value[i] : arg,
        )
        const returned = call(name, getters)
        return returned instanceof Promise ? returned.then(renderText) : renderText(returned)
      },
    }
    const Page = name === 'useSuspenseEventSource' ? suspended(User) : User
    // In an element, because the testing library moves the outermost one, and Suspense does not
    // notice.
    const plugins: [Plugin, unknown][] = client ? [[eventSourcePlugin, { client }]] : []
    const { container, unmount } = render(
      { render: () => h('p', h(Page)) },
      { global: { plugins } },
    )
    return {
      get shown() {
        return newest.show()
      },
      get text() {
        return container.textContent
      },
      get renders() {
        return newest.renders
      },
      async change(...next) {
        args.value = next
        await nextTick()
      },
      unmount,
    }
  },
  messageOf(name, args) {
    let message = ''
    const app = createApp({ setup: () => void call(name, args), render: () => null })
    app.config.errorHandler = (error) => void ({ message } = error as Error)
    app.mount(document.createElement('div'))
    return message
  },
  async settle(step) {
    step()
    // Some for the promises of an async setup, and one for what is rendered then.
    for (let i = 0; i < 5; i++) await nextTick()
  },
}

/** Returns what a template would show of the refs that a composable returned. */
const unwrap = (returned: unknown) =>
  isRef(returned) ? returned.value : returned && proxyRefs(returned)

/** Lets the server speak, shows what it said, and makes a pause. */
export const tell = createTell(vue.settle)
