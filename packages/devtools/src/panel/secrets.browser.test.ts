// What a person can read in the panel, of a stream that holds secrets in every place it has.
import { createEventSource, createEventSourceClient, text } from '@use-event-source/core'
import { developmentHook } from '@use-event-source/core/tools'
import { fakeTransport } from '@use-event-source/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createRecorder } from '../recorder/recorder.ts'
import { mountOn } from './mount.ts'
import { createPanelModel } from './panelModel.ts'

/** For machines that are busy. */
const patience = { timeout: 10_000 }

const secrets = {
  header: 'header-hunter2',
  token: 'token-hunter2',
  query: 'query-hunter2',
  password: 'password-hunter2',
  answer: 'answer-hunter2',
}

/** Opens the panel and a stream that is refused once, opens, and brings three events. */
function open() {
  const recorder = createRecorder(developmentHook())
  const target = document.body.appendChild(document.createElement('main'))
  target.style.height = '600px'
  const unmount = mountOn(createPanelModel(recorder), target)
  const transport = fakeTransport()
  const store = createEventSource({
    client: createEventSourceClient({ key: secrets.token }),
    url: `https://ann:${secrets.password}@api.test/prices?room=${secrets.query}&token=${secrets.token}`,
    headers: {
      authorization: `Bearer ${secrets.token}`,
      'x-room': secrets.header,
      cookie: `session=${secrets.header}`,
    },
    events: { price: JSON.parse, note: text },
    retry: () => 60_000,
    onInvalid() {},
    transport,
  })
  const off = store.on('*', () => {})
  onTestFinished(() => {
    unmount()
    off()
    store.close()
    recorder.stop()
    target.remove()
  })
  transport.last.lose({
    kind: 'http',
    status: 503,
    message: `Refused: token=${secrets.token}`,
    headers: { 'www-authenticate': `Bearer ${secrets.answer}` },
    body: `{"authorization":"Basic ${secrets.password}"}`,
  })
  store.connect()
  transport.last.open({ response: { status: 200, headers: { 'set-cookie': secrets.answer } } })
  transport.last.event('price', JSON.stringify({ user: { password: secrets.password } }))
  transport.last.event('price', `{"token":"${secrets.token}"`)
  transport.last.event('note', `https://files.test/a?sig=${secrets.query}`)
  const root = target.firstElementChild!.shadowRoot!
  const panel = root.querySelector('.panel')!
  /** Returns all that the panel has in the page: texts, titles, and what fields hold. */
  const shown = () =>
    [panel.outerHTML, ...[...panel.querySelectorAll('input')].map(({ value }) => value)].join('\n')
  const show = (tab: string) =>
    [...root.querySelectorAll<HTMLElement>('[role=tab]')]
      .find(({ textContent }) => textContent === tab)!
      .click()
  return { root, shown, show }
}

function expectNoSecret(shown: string) {
  for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret)
}

test.each([
  ['Stream', '→ authorization'],
  ['Timeline', 'status 503'],
])('no secret is in the list or under %s', async (tab, landmark) => {
  const { shown, show } = open()
  show(tab)
  await vi.waitFor(() => expect(shown()).toContain(landmark), patience)
  expect(shown()).toContain('room=•••')
  expectNoSecret(shown())
})

test('no secret is in the events, nor in one that is opened', async () => {
  const { root, shown, show } = open()
  show('Events')
  const options = () => [...root.querySelectorAll<HTMLElement>('[role=option]')]
  await vi.waitFor(() => expect(options()).toHaveLength(3), patience)
  expectNoSecret(shown())
  const openedData: string[] = []
  for (let index = 0; index < 3; index++) {
    options()[index]!.click()
    openedData.push(root.querySelector('pre[aria-label=Raw]')!.textContent)
    expectNoSecret(shown())
  }
  expect(openedData).toEqual([
    '{"user":{"password":"•••"}}',
    '{"token":"•••"',
    'https://files.test/a?•••',
  ])
})
