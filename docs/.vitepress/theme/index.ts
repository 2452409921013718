// The default theme without its font: system fonts need no request.
import { defineAsyncComponent } from 'vue'
import type { Theme } from 'vitepress'
import theme from 'vitepress/theme-without-fonts'
import Layout from './Layout.vue'
import Demo from './demo/Demo.vue'
import './comparison.css'
import './frameworks.css'
import './style.css'

export default {
  extends: theme,
  Layout,
  enhanceApp({ app }) {
    app.component('Demo', Demo)
    // One page has each, so they are no part of the others.
    app.component(
      'DevtoolsPanel',
      defineAsyncComponent(() => import('./DevtoolsPanel.vue')),
    )
    app.component(
      'MachineTable',
      defineAsyncComponent(() => import('./MachineTable.vue')),
    )
  },
} satisfies Theme
