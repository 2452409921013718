import { createEventSource, createEventSourceClient } from '@use-event-source/core'
import { developmentHook } from '@use-event-source/core/tools'
import { fakeTransport } from '@use-event-source/testing'
import axe from 'axe-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createRecorder } from '../recorder/recorder.ts'
import { mountOn } from './mount.ts'
import { createPanelModel } from './panelModel.ts'

/** For machines that are busy. */
const patience = { timeout: 10_000 }

type Theme = 'light' | 'dark'

/** Opens a stream and a panel, until the end of the test. */
function open(theme: Theme = 'light') {
  const recorder = createRecorder(developmentHook())
  const transport = fakeTransport()
  const seen: unknown[] = []
  const store = createEventSource({
    client: createEventSourceClient(),
    url: 'https://api.test/prices',
    events: { price: JSON.parse },
    onInvalid() {},
    transport,
  })
  const off = store.on('price', ({ data }) => seen.push(data))
  transport.last.open({ response: { status: 200, headers: { server: 'nginx' } } })
  const target = document.createElement('main')
  target.style.height = '420px'
  document.body.append(target)
  const unmount = mountOn(createPanelModel(recorder), target, { theme })
  onTestFinished(() => {
    unmount()
    off()
    store.close()
    recorder.stop()
    target.remove()
  })
  const root = target.firstElementChild!.shadowRoot!
  const find = <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector)!
  const button = (name: string) =>
    [...root.querySelectorAll('button')].find(({ textContent }) => textContent === name)!
  return { recorder, transport, store, seen, target, root, find, button, unmount }
}

test('a burst of ten thousand events is in the list, none lost, and the page stays small', async () => {
  const { transport, root, find, button, seen } = open()
  button('Events').click()
  for (let n = 1; n <= 10_000; n++) transport.last.event('price', `${n}`)
  await vi.waitFor(() => expect(find('.count').textContent).toBe('10,000 events'), patience)
  expect(seen).toHaveLength(10_000)
  const rows = [...root.querySelectorAll('[role=option]')]
  expect(rows.length).toBeLessThan(60)
  expect(rows.at(-1)!.querySelector('.data')!.textContent).toBe('10000')
  const list = find('.rows')
  list.scrollTop = 0
  await vi.waitFor(() => expect(root.querySelector('.data')!.textContent).toBe('1'), patience)
})

test('an event is shown decoded beside raw, and a refused one with its reason', async () => {
  const { transport, find, button } = open()
  button('Events').click()
  transport.last.event('price', '{"bid":1}')
  transport.last.event('price', '{')
  await vi.waitFor(() => expect(find('.count').textContent).toBe('2 events'), patience)
  find('[role=option]').click()
  expect(find('pre[aria-label=Decoded]').textContent).toBe('{\n  "bid": 1\n}')
  expect(find('pre[aria-label=Raw]').textContent).toBe('{"bid":1}')
  const list = find('.rows')
  list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }))
  expect(find('pre[aria-label=Decoded]').textContent).toMatch(/JSON/)
  expect(find('[aria-selected=true] .mark').textContent).toBe('refused')
  list.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  expect(find('.data-of').hidden).toBe(true)
})

test('the timeline follows a stream through its reconnect, and lights its phase', async () => {
  // The wait is a random part of three seconds, and has to be seen.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.9)
  onTestFinished(() => random.mockRestore())
  const { transport, root, button } = open()
  button('Timeline').click()
  button('Hang up').click()
  const lit = (phase: string) => root.querySelector(`.phase[data-phase=${phase}][data-lit]`)
  await vi.waitFor(() => expect(lit('waiting')).not.toBeNull(), patience)
  button('Reconnect').click()
  transport.last.open()
  await vi.waitFor(() => expect(lit('open')).not.toBeNull(), patience)
  const titles = [...root.querySelectorAll('.timeline b')].map(({ textContent }) => textContent)
  expect(titles).toContain('Lost, waits for the next dial')
  expect(titles).toContain('Dial 2')
})

test('tabs are walked with the arrows', () => {
  const { root, button } = open()
  button('Stream').focus()
  const press = (key: string) =>
    root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  press('ArrowRight')
  expect(root.activeElement!.textContent).toBe('Timeline')
  press('End')
  expect(root.activeElement!.textContent).toBe('Events')
  press('ArrowRight')
  expect(root.activeElement!.textContent).toBe('Stream')
  expect(root.querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1)
})

test.each<Theme>(['light', 'dark'])('axe finds no fault in the %s', async (theme) => {
  const { transport, target, find, button } = open(theme)
  document.body.style.colorScheme = theme
  transport.last.event('price', '{"bid":1}')
  transport.last.event('price', '{')
  for (const tab of ['Stream', 'Timeline', 'Events']) {
    button(tab).click()
    await vi.waitFor(() => expect(find('[role=tabpanel]:not([hidden])')).not.toBeNull(), patience)
    if (tab === 'Events') {
      await vi.waitFor(() => expect(find('[role=option]')).not.toBeNull(), patience)
      find('[role=option]').click()
    }
    const { violations } = await axe.run(target)
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
})

test('a panel out of sight is not drawn, and shows everything when it is back', async () => {
  const { recorder, transport, target, find, button } = open()
  const visible = document.body.appendChild(document.createElement('main'))
  const unmount = mountOn(createPanelModel(recorder), visible)
  onTestFinished(() => (unmount(), visible.remove()))
  const listed = ({ shadowRoot }: Element) => shadowRoot!.querySelector('.count')!.textContent
  button('Events').click()
  const other = visible.firstElementChild!
  other.shadowRoot!.querySelector<HTMLElement>('#tab-events')!.click()
  target.style.display = 'none'
  // Called after the observer of the panel, which is older.
  await new Promise<void>((resolve) =>
    new IntersectionObserver(([change]) => change!.isIntersecting || resolve()).observe(target),
  )
  transport.last.event('price', '1')
  await vi.waitFor(() => expect(listed(other)).toBe('1 event'), patience)
  expect(find('.count').textContent).toBe('0 events')
  target.style.display = ''
  await vi.waitFor(() => expect(find('.count').textContent).toBe('1 event'), patience)
})

test('what is taken away leaves nothing behind, and records no event any more', () => {
  const { recorder, transport, target, unmount } = open()
  transport.last.event('price', '1')
  unmount()
  transport.last.event('price', '2')
  expect(target.childElementCount).toBe(0)
  expect(recorder.streams.at(-1)!.events.length).toBe(1)
})

test('a panel whose element the page removes records no event any more', async () => {
  const { recorder, transport, target } = open()
  await vi.waitFor(() => {
    target.remove()
    transport.last.event('price', '1')
    const { length } = recorder.streams.at(-1)!.events
    transport.last.event('price', '2')
    expect(recorder.streams.at(-1)!.events.length).toBe(length)
  })
})

test('neither the styles of the page nor those of the panel reach the other', () => {
  const style = document.createElement('style')
  style.textContent = '* { color: rgb(255, 0, 0) !important; letter-spacing: 9px }'
  document.head.append(style)
  onTestFinished(() => style.remove())
  const { find } = open()
  expect(getComputedStyle(find('h2')).color).not.toBe('rgb(255, 0, 0)')
  expect(getComputedStyle(find('h2')).letterSpacing).toBe('normal')
  expect(getComputedStyle(document.body).fontFamily).not.toMatch(/Inter/)
})
