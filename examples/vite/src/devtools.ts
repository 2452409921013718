import '@use-event-source/devtools'
import { showInVueDevtools } from '@use-event-source/devtools/vue'
import * as api from '@vue/devtools-api'
import type { App } from 'vue'

/** Shows the streams behind a button of the page, and in Vue DevTools. A build for production has neither. */
export function showDevtools(app: App) {
  if (import.meta.env.DEV) showInVueDevtools(app, api)
}
