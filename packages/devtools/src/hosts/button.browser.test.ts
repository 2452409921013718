import axe from 'axe-core'
import { expect, onTestFinished, test } from 'vitest'
import { addButton, showButton } from './button.ts'

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
