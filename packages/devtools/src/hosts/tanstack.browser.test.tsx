import { TanStackDevtoolsCore } from '@tanstack/devtools'
import { TanStackDevtools } from '@tanstack/react-devtools'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { openStream } from './openStream.test.helper.ts'
import { eventSourceDevtools } from './tanstack.ts'

/** For machines that are busy. */
const patience = { timeout: 30_000 }

const plugin = () => ({ ...eventSourceDevtools(), defaultOpen: true })
const config = { defaultOpen: true, requireUrlFlag: false } as const

afterEach(() => localStorage.clear())

const panels = () => [...document.querySelectorAll('[data-use-event-source=devtools]')]

/** Waits for the panel, sends ten thousand events to it, and counts them in its list. */
async function expectAll(transport: ReturnType<typeof openStream>) {
  await vi.waitFor(() => expect(panels()).toHaveLength(1), patience)
  const root = panels()[0]!.shadowRoot!
  const buttons = [...root.querySelectorAll('button')]
  buttons.find(({ textContent }) => textContent?.includes('/hosted'))!.click()
  buttons.find(({ textContent }) => textContent === 'Events')!.click()
  for (let n = 0; n < 10_000; n++) transport.last.event('price', `${n}`)
  await vi.waitFor(
    () => expect(root.querySelector('.count')!.textContent).toBe('10,000 events'),
    patience,
  )
}

test('TanStack Devtools show the panel, and ten thousand events in it', async () => {
  const transport = openStream('hosted')
  const target = document.body.appendChild(document.createElement('div'))
  const devtools = new TanStackDevtoolsCore({ config, plugins: [plugin()] })
  devtools.mount(target)
  onTestFinished(() => {
    devtools.unmount()
    target.remove()
  })
  await expectAll(transport)
})

test('its React component does, too', async () => {
  const transport = openStream('hosted')
  await render(<TanStackDevtools config={config} plugins={[plugin()]} />)
  await expectAll(transport)
})

test('a shell that renders again has one panel, and none once the plugin is destroyed', () => {
  const target = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => target.remove())
  const { render, destroy } = eventSourceDevtools()
  render(target, { theme: 'dark' })
  render(target, { theme: 'light' })
  expect(target.children).toHaveLength(1)
  destroy()
  expect(target.children).toHaveLength(0)
})
