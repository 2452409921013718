import { createEventSourceClient, eventSourcePlugin } from '@use-event-source/vue'

export default defineNuxtPlugin(({ vueApp }) => {
  // The development server abandons streams without closing them when it loads changed server code.
  vueApp.use(eventSourcePlugin, { client: createEventSourceClient({ idleTimeout: 5000 }) })
})
