import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { hearWarnings } from './hearWarnings.test.helper.ts'
import { createComponentSource } from '../view/componentSource.ts'
import type { ComponentSource, SourceOptions } from '../view/componentSource.ts'
import { errorsPage } from './errorsPage.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Options = SourceOptions

const transport = fakeTransport()
const events = { note: text }

/** Renders a component so many times, with some time between two renders. */
function render(
  times: number,
  pause: number,
  write: (n: number) => Options,
  url?: (n: number) => string,
) {
  let live: ComponentSource | undefined
  for (let n = 0; n < times; n++) {
    live = createComponentSource(
      url?.(n) ?? 'http://a.test/',
      { events, transport, ...write(n) },
      live,
    )
    vi.advanceTimersByTime(pause)
  }
}

const expected = (option: string) =>
  `'${option}' changed between renders and reconnected three times in a second: keep it stable (memoize it, or move it ` +
  `out of the component). (${errorsPage}#option-redials)`

// First, because what was said once is not said again.
test('another URL is always meant, even with every letter that is typed', () => {
  const heard = hearWarnings()
  render(
    9,
    10,
    () => ({}),
    (n) => `http://a.test/${n}`,
  )
  expect(heard).toEqual([])
})

test('what changes now and then, or for different reasons, is meant too', () => {
  const heard = hearWarnings()
  const inTurn = (n: number): Options => ({
    key: `${(n + 1) >> 1}`,
    withCredentials: (n >> 1) % 2 === 0,
  })
  render(9, 501, (n) => ({ key: `${n}` }))
  render(9, 10, inTurn)
  expect(heard).toEqual([])
})

test.each<[string, (n: number) => Options]>([
  ['key', (n) => ({ key: `${n}` })],
  ['method', (n) => ({ method: `M${n}` })],
  ['withCredentials', (n) => ({ withCredentials: n % 2 === 0 })],
  ['events', (n) => ({ events: { note: text, [n]: text } })],
])("warns once when '%s' makes a component redial at each render", (option, write) => {
  const heard = hearWarnings()
  render(3, 10, write)
  expect(heard).toEqual([])
  render(9, 10, write)
  expect(heard).toEqual([expected(option)])
})

test('a body that is typed is not sent with every letter', () => {
  const heard = hearWarnings()
  render(9, 10, (n) => ({ method: 'POST', body: `${n}` }))
  expect(heard).toEqual([])
})

test("another 'transport' than at first is ignored, with a warning", () => {
  const heard = hearWarnings()
  const options = { events, transport }
  const { update } = createComponentSource('http://a.test/', options)
  update({ ...options })
  expect(heard).toEqual([])
  for (let n = 0; n < 3; n++) update({ events, transport: fakeTransport() })
  expect(heard).toEqual([
    "'transport' changed between renders, and the first one stays in use: create it outside of the component. " +
      `(${errorsPage}#transport-replaced)`,
  ])
})
