import '@use-event-source/devtools'

// A build for production has nothing of it.
export default defineNuxtPlugin(() => {})
