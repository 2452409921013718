// Vue 3.3 forgets the component that mounts an app, so what follows in it belongs to no app.
import { cleanup } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import type { Plugin } from 'vue'
import { events, stopClock } from '../../../contract/stage.ts'
import { createEventSourceClient, eventSourcePlugin, useEventSource } from './index.ts'
import { mount } from './mount.test.helper.ts'

stopClock(cleanup)

test('an app within an app has the client of its own plugin', () => {
  const transport = fakeTransport()
  const use = () => void useEventSource('/prices', { events })
  const withTimeout = (idleTimeout: number): Plugin => ({
    install: (app) =>
      void app.use(eventSourcePlugin, {
        client: createEventSourceClient({ transport, idleTimeout }),
      }),
  })
  const Outer = () => {
    use()
    mount(use, [withTimeout(7)])
    // Within a component of the outer app, and yet not of it.
    use()
  }
  mount(Outer, [withTimeout(5)])
  expect(transport.dials.map(({ request }) => request.idleTimeout)).toEqual([7, 5])
})
