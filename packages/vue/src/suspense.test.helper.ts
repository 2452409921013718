import { h, Suspense } from 'vue'
import type { Component } from 'vue'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'

/** Makes a component that shows another one, and `wait` until that is ready. */
export function suspended(component: Component): Component {
  // Vue warns at the first use that Suspense is experimental.
  hearWarnings('info')
  const slots = { default: () => h(component), fallback: () => h('i', 'wait') }
  return { render: () => h(Suspense, null, slots) }
}
