import axe from 'axe-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStream } from './openStream.test.helper.ts'
import { addButton, showButton } from './button.ts'

/** For machines that are busy. */
const patience = { timeout: 10_000 }

const buttons = () => [...document.querySelectorAll('[data-use-event-source=button]')]

function open() {
  onTestFinished(() => {
    sessionStorage.clear()
    for (const host of buttons()) host.remove()
  })
  const remove = addButton(document.body)
  const root = buttons()[0]!.shadowRoot!
  return { remove, root, toggle: root.querySelector('button')! }
}

test('a button opens the panel, closes it, and is remembered when the page loads again', () => {
  const { remove, root, toggle } = open()
  const panel = () => root.querySelector('.dock')!.firstElementChild
  expect(panel()).toBeNull()
  toggle.click()
  expect(panel()).not.toBeNull()
  expect(toggle.getAttribute('aria-expanded')).toBe('true')
  remove()
  const again = open()
  expect(again.toggle.getAttribute('aria-expanded')).toBe('true')
  again.toggle.click()
  expect(again.root.querySelector('.dock')!.firstElementChild).toBeNull()
  again.remove()
  expect(open().toggle.getAttribute('aria-expanded')).toBe('false')
})

test('its panel sees a burst of ten thousand events without a lost one', async () => {
  const { root, toggle } = open()
  const transport = openStream('docked')
  toggle.click()
  const panel = root.querySelector('.dock')!.firstElementChild!.shadowRoot!
  const press = (text: string) =>
    [...panel.querySelectorAll('button')]
      .find((button) => button.textContent?.includes(text))!
      .click()
  press('/docked')
  press('Events')
  for (let n = 1; n <= 10_000; n++) transport.last.event('price', `${n}`)
  await vi.waitFor(
    () => expect(panel.querySelector('.count')!.textContent).toBe('10,000 events'),
    patience,
  )
  expect([...panel.querySelectorAll('.data')].at(-1)!.textContent).toBe('10000')
})

test('two imports show one button', () => {
  open()
  showButton()
  expect(buttons()).toHaveLength(1)
})

test('axe finds no fault in the button and its panel', async () => {
  const { toggle } = open()
  toggle.click()
  const { violations } = await axe.run(buttons()[0])
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
