import { expect, test, vi } from 'vitest'
import { play, record } from '../recorder/recorder.test.helper.ts'
import { createPanelModel } from './panelModel.ts'

function open() {
  const recorder = record()
  recorder.watch()
  const { store, transport } = play({ events: { price: JSON.parse, note: (raw) => raw } })
  transport.last.open({ response: { status: 200, headers: { server: 'nginx' } } })
  return { store, transport, model: createPanelModel(recorder) }
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
  expect(model.events().map(({ type }) => type)).toEqual(['price', 'note'])
  model.setType('note')
  expect(model.events().map(({ lastEventId }) => lastEventId)).toEqual(['8'])
  model.setFilter('')
  model.setType(null)
  expect(model.events().map(({ kind }) => kind)).toEqual(['comment'])
})

test('a pause keeps the list as it is, and loses nothing', () => {
  const { transport, model } = open()
  transport.last.event('price', '1')
  model.pause(true)
  transport.last.event('price', '2')
  expect(model.events()).toHaveLength(1)
  model.pause(false)
  expect(model.events().map(({ raw }) => raw)).toEqual(['1', '2'])
})

test('the list of events is the same array until there are others', () => {
  const { transport, model } = open()
  transport.last.event('price', '1')
  const before = model.events()
  expect(model.events()).toBe(before)
  transport.last.event('price', '2')
  expect(model.events()).not.toBe(before)
})

test('a stream that has ended stays, and can be chosen', () => {
  const { store, model } = open()
  store.close()
  expect(model.streams().map(({ status }) => status)).toEqual(['closed'])
  expect(model.selected()!.observed).toBeNull()
})
