// Each action of the panel, on whatever has opened the stream, and over whatever carries it.
import {
  createEventSource,
  createEventSourceClient,
  fetchTransport,
  json,
  nativeTransport,
} from '@use-event-source/core'
import type { EventSourceStore, Signal, Transport } from '@use-event-source/core'
import { developmentHook } from '@use-event-source/core/tools'
import { useEventSource, useServerEvent } from '@use-event-source/react'
import { sharedTransport } from '@use-event-source/tabs'
import { remoteServer } from '@use-event-source/testing'
import {
  useEventSource as useVueSource,
  useServerEvent as useVueEvent,
} from '@use-event-source/vue'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { render as renderReact } from 'vitest-browser-react'
import { render as renderVue } from 'vitest-browser-vue'
import { h } from 'vue'
import { mountOn } from '../panel/mount.ts'
import { createPanelModel } from '../panel/panelModel.ts'
import { createRecorder } from '../recorder/recorder.ts'

const server = remoteServer(inject('scriptedServer'))
const patience = { timeout: 20_000, interval: 50 }

type Numbers = EventSourceStore<{ number: number }>
type Hear = (event: { readonly data: number }) => void

/** What listens to a stream, until the end of the test. */
const listeners: Readonly<Record<string, (store: Numbers, hear: Hear) => unknown>> = {
  'a store': (store, hear) => void store.on('number', hear),
  async React(store, hear) {
    function Heard() {
      useEventSource(store)
      useServerEvent(store, 'number', hear)
      return null
    }
    await renderReact(<Heard />)
  },
  async Vue(store, hear) {
    await renderVue({
      setup() {
        useVueSource(store)
        useVueEvent(store, 'number', hear)
        return () => h('p')
      },
    })
  },
}

const transports = {
  fetch: fetchTransport,
  native: nativeTransport,
  'tabs that share it': () => sharedTransport(),
}

const cases = Object.entries(listeners).flatMap(([listener, listen]) =>
  Object.entries(transports).map(([name, create]) => ({ listener, name, listen, create })),
)

/** Shows the panel until the end of the test, and what a person does with it. */
function openPanel() {
  const recorder = createRecorder(developmentHook())
  const target = document.body.appendChild(document.createElement('div'))
  target.style.height = '420px'
  const unmount = mountOn(createPanelModel(recorder), target)
  onTestFinished(() => {
    unmount()
    recorder.stop()
    target.remove()
  })
  const root = target.firstElementChild!.shadowRoot!
  const press = (name: string) => {
    const found = [...root.querySelectorAll('button')].find(({ textContent }) =>
      textContent?.includes(name),
    )
    expect(found, name).toBeDefined()
    found!.click()
  }
  const status = () => root.querySelector('header .pill')?.textContent
  const timeline = () => root.querySelector('.timeline ol')?.textContent ?? ''
  /** Shows the stream that was opened last. */
  const showNewest = () =>
    [...root.querySelectorAll<HTMLElement>('.streams button')].at(-1)!.click()
  const untilStatus = (wanted: string) => vi.waitFor(() => expect(status()).toBe(wanted), patience)
  return { press, timeline, showNewest, untilStatus, root }
}

test.each(cases)('the actions work on $listener, over $name', async ({ listen, create, name }) => {
  // Each dial is sent a line: Firefox opens no stream before its first byte.
  const address = server.url({ do: 'numbers', upTo: 3, retry: 5000 })
  // An `EventSource` sends the last event ID in no other way.
  const url =
    name === 'native'
      ? ({ lastEventId }: { lastEventId: string }) =>
          `${address}${address.includes('?') ? '&' : '?'}after=${lastEventId || 0}`
      : address
  const seen: number[] = []
  let pass: (signal: Signal) => void = () => {}
  const carried = create()
  /** The same transport, by which the test can send, too. */
  const transport: Transport = Object.assign(
    ((request, emit) => carried(request, (pass = emit))) satisfies Transport,
    carried,
  )
  const { press, timeline, showNewest, untilStatus, root } = openPanel()
  const store: Numbers = createEventSource({
    client: createEventSourceClient(),
    url,
    events: { number: json<number>() },
    transport,
  })
  onTestFinished(store.close)
  await listen(store, ({ data }) => seen.push(data))
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]), patience)
  await vi.waitFor(showNewest, patience)
  await untilStatus('open')
  press('Timeline')

  for (const [action, wanted, told] of [
    ['Hang up', 'reconnecting', 'Hung up by the devtools'],
    ['503', 'reconnecting', 'status 503'],
    ['429', 'reconnecting', 'Retry-After 5.0 s'],
    ['401', 'closed', 'status 401'],
    ['Offline', 'reconnecting', 'Offline by the devtools'],
  ] as const) {
    press(action)
    await untilStatus(wanted)
    expect(timeline()).toContain(told)
    press(action === 'Offline' ? 'Offline' : 'Reconnect')
    await untilStatus('open')
  }
  expect(seen).toEqual([1, 2, 3])

  press('Events')
  press('Replay')
  expect(seen).toEqual([1, 2, 3, 1, 2, 3])

  const send = (raw: string) =>
    pass({ kind: 'event', event: { type: 'number', raw, lastEventId: raw } })
  send('4')
  press('Silence')
  send('5')
  expect(seen.at(-1)).toBe(4)

  const copied = vi.fn<(script: string) => Promise<void>>(async () => {})
  const clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard')
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: copied },
    configurable: true,
  })
  onTestFinished(() => {
    delete (navigator as { clipboard?: unknown }).clipboard
    if (clipboard) Object.defineProperty(navigator, 'clipboard', clipboard)
  })
  press('Copy test')
  await vi.waitFor(() => expect(root.querySelector('.said')!.textContent).toBe('Copied.'), patience)
  expect(copied.mock.calls[0]![0]).toContain("transport.last.event('number', '3', '3')")

  const saved = vi.spyOn(URL, 'createObjectURL')
  onTestFinished(() => saved.mockRestore())
  press('Export')
  const exported = JSON.parse(await (saved.mock.calls[0]![0] as Blob).text())
  expect(exported.streams.at(-1).events.at(-1)).toMatchObject({ type: 'number', raw: '4' })
})
