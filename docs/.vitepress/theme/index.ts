// The default theme without its font: system fonts need no request.
import type { Theme } from 'vitepress'
import theme from 'vitepress/theme-without-fonts'
import Layout from './Layout.vue'
import Demo from './demo/Demo.vue'
import './frameworks.css'
import './style.css'

export default {
  extends: theme,
  Layout,
  enhanceApp: ({ app }) => void app.component('Demo', Demo),
} satisfies Theme
