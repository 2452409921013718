import { cleanup } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { nextTick, ref, watch } from 'vue'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.ts'
import { keepPrevious, useEventSource, useEventState, useServerEvent } from './index.ts'
import { mount } from './mount.test.helper.ts'

stopClock(cleanup)

const pathsOf = ({ dials }: ReturnType<typeof fakeTransport>) =>
  dials.map(({ request }) => new URL(request.url).pathname)

test('refs that change together dial one URL, and one that changes back dials none', async () => {
  const transport = fakeTransport()
  const room = ref(1)
  const language = ref('en')
  mount(() => useEventSource(() => `/${room.value}/${language.value}`, { events, transport }))
  room.value = 2
  language.value = 'de'
  await nextTick()
  room.value = 3
  room.value = 2
  await nextTick()
  expect(pathsOf(transport)).toEqual(['/1/en', '/2/de'])
})

test('a listener hears no event of the old stream or type once a ref is another one', async () => {
  const transport = fakeTransport()
  const room = ref(1)
  const type = ref<'price' | 'halt'>('halt')
  const heard: unknown[] = []
  mount(() =>
    useServerEvent(
      () => `/rooms/${room.value}`,
      type,
      ({ data }) => heard.push(data),
      { events, transport },
    ),
  )
  const [first] = transport.dials
  first?.open()
  first?.event('halt', 'heard')
  type.value = 'price'
  first?.event('halt', 'of the old type')
  await nextTick()
  first?.event('price', '1')
  room.value = 2
  first?.event('price', '2')
  await nextTick()
  transport.last.open()
  transport.last.event('price', '3')
  expect(heard).toEqual(['heard', 1, 3])
})

test.each([
  ['from the first stream on', () => {}],
  ['after a change of the URL', (url: { value: string }) => (url.value = '/b')],
])('an option that names no other stream leaves it alone, %s', async (_, change) => {
  const transport = fakeTransport()
  const url = ref('/a')
  const language = ref('en')
  const options = () => ({
    events,
    transport,
    keepPrevious,
    headers: { 'accept-language': language.value },
  })
  const { keepPrevious: _keep, ...rest } = options()
  const heard: unknown[] = []
  const { result } = mount(() => {
    useServerEvent(
      url,
      'halt',
      ({ data }) => heard.push(data),
      () => ({ ...rest, headers: options().headers }),
    )
    return {
      ...useEventSource(url, options),
      count: useEventState(url, 0, { halt: (count: number) => count + 1 }, () => ({
        ...rest,
        headers: options().headers,
      })),
    }
  })
  change(url)
  await nextTick()
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'one'))
  const { length } = transport.dials
  await tell(() => (language.value = 'de'))
  await tell(() => transport.last.event('halt', 'two'))
  expect(heard).toEqual(['one', 'two'])
  expect([result.count.value, result.data.value]).toEqual([2, 'two'])

  await tell(() => transport.last.lose({ kind: 'http', status: 401, message: 'Who are you?' }))
  await tell(() => (language.value = 'fr'))
  expect(result.status.value).toBe('closed')
  expect(transport.dials).toHaveLength(length)
})

test('a sync watcher of one part of the state sees the others of the same moment', async () => {
  const transport = fakeTransport()
  const seen: unknown[] = []
  mount(() => {
    const { event, data, lastEventId, latest } = useEventSource('/prices', { events, transport })
    const all = () => [
      event.value?.raw,
      data.value,
      lastEventId.value,
      latest.price?.data,
      latest.halt?.data,
    ]
    // Whatever is read first is triggered first.
    all()
    for (const source of [event, data, lastEventId, () => latest.price, () => latest.halt])
      watch(source, () => void seen.push(all()), { flush: 'sync' })
  })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'noon', '1'))
  await tell(() => {
    transport.last.event('price', '4', '2')
    transport.last.event('price', '5', '3')
    transport.last.event('halt', 'night', '4')
  })
  const noon = ['noon', 'noon', '1', undefined, 'noon']
  const price = ['4', 4, '2', 4, 'noon']
  const night = ['night', 'night', '4', 5, 'night']
  expect(seen).toEqual([
    ...Array.from({ length: 4 }, () => noon),
    ...Array.from({ length: 4 }, () => price),
    ...Array.from({ length: 5 }, () => night),
  ])
})

test('a getter of the URL that throws is reported once, and ends the stream', async () => {
  const transport = fakeTransport()
  const user = ref<{ id: number } | null>({ id: 1 })
  const errors: unknown[] = []
  const { unmount } = mount(
    () => useEventSource(() => `/users/${user.value!.id}`, { events, transport, linger: 0 }),
    [{ install: (app) => void (app.config.errorHandler = (error) => errors.push(error)) }],
  )
  user.value = null
  await nextTick()
  expect(errors.map(String)).toEqual([expect.stringContaining("reading 'id'")])
  unmount()
})
