import { eventSourcePlugin } from '@use-event-source/vue'

export default defineNuxtPlugin(({ vueApp }) => {
  // The development server lets go of streams without a word when it loads changed server code.
  vueApp.use(eventSourcePlugin, { idleTimeout: 5000 })
})
