// Stands in for the sidebar of the default theme. On a phone that is out of sight until a reader
// opens it, and its sixty links are half of what the page has to make live at its start. They work as
// they are, so it waits there for the first touch or key.
import { defineAsyncComponent } from 'vue'
import type { HydrationStrategy } from 'vue'
import sidebar from '#sidebar'

const signs = ['pointerdown', 'keydown', 'focusin', 'click'] as const

const whenUsed: HydrationStrategy = (hydrate) => {
  // From this width on the theme shows it beside the page.
  if (matchMedia('(min-width: 960px)').matches) return hydrate()
  const live = () => {
    stop()
    hydrate()
  }
  const stop = () => signs.forEach((sign) => removeEventListener(sign, live, true))
  for (const sign of signs) addEventListener(sign, live, true)
  return stop
}

export default defineAsyncComponent({ loader: async () => sidebar, hydrate: whenUsed })
