import { expect, test, vi } from 'vitest'
import { play, record } from '../recorder/recorder.test.helper.ts'
import { entryOf } from '../recorder/eventEntry.ts'
import type { EventEntry } from '../recorder/eventEntry.ts'
import type { PanelModel } from './panelModel.ts'
import { createPanelModel } from './panelModel.ts'

function open() {
  const recorder = record()
  recorder.watch()
  const { store, transport } = play({ events: { price: JSON.parse, note: (raw) => raw } })
  transport.last.open({ response: { status: 200, headers: { server: 'nginx' } } })
  return { store, transport, model: createPanelModel(recorder) }
}

/** Returns what the list of events shows of each. */
function listed(model: PanelModel): EventEntry[] {
  const events = model.events()
  return Array.from({ length: events.length }, (_, index) => entryOf(events.at(index)!))
}

test('a stream is shown with its status, its listeners and what the server answered', () => {
  const { store, model } = open()
  store.on('price', () => {})
  expect(model.selected()).toMatchObject({
    path: '/prices',
    host: 'api.test',
    status: 'open',
    transport: 'fetch',
    stores: 1,
    subscribers: 1,
    listeners: [
      ['price', 2],
      ['note', 1],
    ],
    answer: { status: 200, headers: { server: 'nginx' } },
  })
})

test('rates are what came in each of the last two seconds', () => {
  const { transport, model } = open()
  model.tick()
  for (let n = 0; n < 30; n++) transport.last.event('price', '12')
  vi.advanceTimersByTime(2000)
  model.tick()
  expect(model.selected()!.rate).toMatchObject({ events: 15, characters: 30 })
  vi.advanceTimersByTime(3000)
  model.tick()
  expect(model.selected()!.rate.events).toBe(0)
})

test('events are found by their type, and by any text in them', () => {
  const { transport, model } = open()
  transport.last.event('price', '{"symbol":"AURA"}', '7')
  transport.last.event('note', 'Aura is halted', '8')
  transport.last.comment()
  model.setFilter('aura')
  expect(listed(model).map(({ type }) => type)).toEqual(['price', 'note'])
  model.setType('note')
  expect(listed(model).map(({ lastEventId }) => lastEventId)).toEqual(['8'])
  model.setFilter('')
  model.setType(null)
  expect(listed(model).map(({ kind }) => kind)).toEqual(['comment'])
})

test('a pause keeps the list as it is, and loses nothing', () => {
  const { transport, model } = open()
  transport.last.event('price', '1')
  model.pause(true)
  transport.last.event('price', '2')
  expect(model.events()).toHaveLength(1)
  model.pause(false)
  expect(listed(model).map(({ raw }) => raw)).toEqual(['1', '2'])
})

test('a filter follows what comes, what is dropped, and what is cleared', () => {
  const { transport, model } = open()
  model.setFilter('odd')
  const send = (from: number, to: number) => {
    for (let n = from; n <= to; n++) transport.last.event('note', n % 2 ? `odd ${n}` : `${n}`)
  }
  send(1, 4)
  expect(listed(model).map(({ raw }) => raw)).toEqual(['odd 1', 'odd 3'])
  send(5, 10_003)
  expect(listed(model)).toHaveLength(5000)
  expect(listed(model)[0]!.raw).toBe('odd 5')
  model.clearEvents()
  expect(listed(model)).toEqual([])
  send(1, 2)
  expect(listed(model).map(({ raw }) => raw)).toEqual(['odd 1'])
})

test('a search does not find what is hidden', () => {
  const { transport, model } = open()
  transport.last.event('note', '{"token":"hunter2"}')
  model.setFilter('hunter')
  expect(listed(model)).toEqual([])
})

test('the newest stream in use is shown, until a person acts on one', () => {
  const { model } = open()
  const scene = play({ url: 'https://api.test/scene' })
  const path = () => model.selected()!.path
  expect(path()).toBe('/scene')
  scene.store.close()
  expect(path()).toBe('/prices')
  play({ url: 'https://api.test/next' })
  expect(path()).toBe('/next')
  model.show('events')
  const later = play({ url: 'https://api.test/later' })
  expect(path()).toBe('/next')
  later.store.close()
  model.select(model.streams()[0]!.log.id)
  expect(path()).toBe('/prices')
})

test('a stream that has ended stays, and can be chosen', () => {
  const { store, model } = open()
  store.close()
  expect(model.streams().map(({ status }) => status)).toEqual(['closed'])
  expect(model.selected()!.observed).toBeNull()
})
