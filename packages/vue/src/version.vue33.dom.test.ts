import { render, screen } from '@testing-library/vue'
import { renderToString } from '@vue/server-renderer'
import { expect, test } from 'vitest'
import { createSSRApp, getCurrentInstance, h, version } from 'vue'
import { peerDependencies } from '../package.json'

// A resolution that goes wrong would run every test on the newest Vue once more,
// unnoticed.
test('the tests run on the oldest Vue that the package supports', async () => {
  expect(version).toBe('3.3.0')
  expect(peerDependencies.vue).toBe('>=3.3')

  // Only the copy of Vue that renders a component knows of its instance.
  const Shown = { render: () => h('b', getCurrentInstance()?.appContext.app.version) }
  render(Shown)
  expect(screen.getByText('3.3.0')).toBeDefined()
  expect(await renderToString(createSSRApp(Shown))).toBe('<b>3.3.0</b>')
})
