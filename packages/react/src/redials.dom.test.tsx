import { cleanup, renderHook } from '@testing-library/react'
import { createEventSourceClient, resumeFrom } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { stopClock } from '../../../contract/stage.ts'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'
import { tell } from './adapter.test.helper.tsx'
import { hearErrors } from './hearErrors.test.helper.ts'
import { redials } from './redials.test.data.ts'
import { json, keepPrevious, text, useEventSource } from './index.ts'

stopClock(cleanup)

const events = { price: text }
const heard: string[] = []
const other = fakeTransport()

/**
 * A value before and after for each option, and how one sees from outside that the second one
 * counts.
 */
interface Sample {
  readonly before: object
  readonly after: object
  /** What development says of it. */
  readonly warning?: RegExp
  readonly counts?: (page: ReturnType<typeof renderPage>) => void | Promise<void>
}

/** Lets the connection break, and does not wait until it is dialled again. */
async function redial({
  transport,
  result,
}: Pick<ReturnType<typeof renderPage>, 'transport' | 'result'>) {
  await tell(() => transport.last.lose())
  expect(result.current.status).toBe('reconnecting')
  await tell(() => result.current.connect())
  expect(transport.dials).toHaveLength(2)
}

const samples: {
  readonly [Name in Exclude<keyof typeof redials, 'pauseWhenDeactivated'>]: Sample
} = {
  source: { before: { source: '/a' }, after: { source: '/b' } },
  'events: the types': {
    before: { events: { a: text } },
    after: { events: { b: text } },
    async counts({ transport, result }) {
      const types: string[] = []
      transport.last.request.eachType((type) => types.push(type))
      expect(types).toEqual(['a', 'b'])
      await tell(() => transport.last.event('b', 'noon'))
      expect(result.current.data).toBe('noon')
    },
  },
  method: { before: { method: 'GET' }, after: { method: 'POST' } },
  'body: a text': {
    before: { method: 'POST', body: 'a' },
    after: { method: 'POST', body: 'b' },
    async counts({ transport, result }) {
      expect(result.current.status).toBe('idle')
      await tell(() => result.current.connect())
      expect(transport.last.request.body).toBe('b')
    },
  },
  withCredentials: { before: { withCredentials: false }, after: { withCredentials: true } },
  key: { before: { key: 'a' }, after: { key: 'b' } },
  client: {
    before: { client: createEventSourceClient() },
    after: { client: createEventSourceClient() },
  },
  'events: a decoder': {
    before: { events: { price: text } },
    after: { events: { price: json() } },
    async counts({ transport, result }) {
      await tell(() => transport.last.event('price', '5'))
      expect(result.current.data).toBe(5)
    },
  },
  until: {
    before: { until: () => false },
    after: { until: () => true },
    async counts({ transport, result }) {
      await tell(() => transport.last.event('price', '5'))
      expect(result.current.status).toBe('closed')
    },
  },
  signal: {
    before: { signal: new AbortController().signal },
    after: { signal: AbortSignal.abort() },
    async counts({ transport, result }) {
      await tell(() => transport.last.event('price', '5'))
      expect(result.current.status).toBe('closed')
    },
  },
  onInvalid: {
    before: { events: { price: json() }, onInvalid: () => heard.push('before') },
    after: { events: { price: json() }, onInvalid: () => heard.push('after') },
    async counts({ transport }) {
      await tell(() => transport.last.event('price', '{'))
      expect(heard.splice(0)).toEqual(['after'])
    },
  },
  headers: {
    before: { headers: { a: '1' } },
    after: { headers: { a: '2' } },
    async counts(page) {
      await redial(page)
      expect(page.transport.last.request.headers).toEqual({ a: '2' })
    },
  },
  'body: anything else': {
    before: { method: 'POST', body: () => 'a', retry: () => 5 },
    after: { method: 'POST', body: () => 'b', retry: () => 5 },
    async counts(page) {
      await redial(page)
      const { body } = page.transport.last.request
      expect(typeof body === 'function' && body()).toBe('b')
    },
  },
  reconnectWith: {
    before: { reconnectWith: () => ({ url: '/before' }) },
    after: { reconnectWith: () => ({ url: '/after' }) },
    async counts(page) {
      await redial(page)
      expect(page.transport.last.request.url).toMatch(/\/after$/)
    },
  },
  idOf: {
    before: { idOf: () => 'before' },
    after: { idOf: () => 'after' },
    async counts(page) {
      await redial(page)
      await tell(() => page.transport.last.open())
      await tell(() => page.transport.last.event('price', '5'))
      expect(page.result.current.lastEventId).toBe('after')
    },
  },
  connectTimeout: {
    before: {},
    after: { connectTimeout: 10 },
    async counts(page) {
      await redial(page)
      await tell(() => vi.advanceTimersByTime(10))
      expect(page.result.current.failure?.kind).toBe('timeout')
    },
  },
  maxEventSize: {
    before: { maxEventSize: 1 },
    after: { maxEventSize: 2 },
    async counts(page) {
      await redial(page)
      expect(page.transport.last.request.maxEventSize).toBe(2)
    },
  },
  idleTimeout: {
    before: {},
    after: { idleTimeout: 10 },
    async counts(page) {
      await tell(() => vi.advanceTimersByTime(60_000))
      expect(page.result.current.status).toBe('open')
      await redial(page)
      await tell(() => page.transport.last.open())
      await tell(() => vi.advanceTimersByTime(20))
      expect(page.result.current.failure?.kind).toBe('timeout')
    },
  },
  retry: {
    before: { retry: false },
    after: { retry: () => 5 },
    counts: redial,
  },
  linger: {
    before: { linger: 1000 },
    after: { linger: 5 },
    counts({ transport, unmount }) {
      unmount()
      vi.advanceTimersByTime(5)
      expect(transport.sockets).toBe(0)
    },
  },
  pauseWhenHidden: {
    before: { pauseWhenHidden: false },
    after: { pauseWhenHidden: true },
    async counts({ transport }) {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      await tell(() => document.dispatchEvent(new Event('visibilitychange')))
      Reflect.deleteProperty(document, 'visibilityState')
      expect(transport.sockets).toBe(0)
    },
  },
  resume: {
    before: { resume: resumeAt('1') },
    after: { resume: resumeAt('2') },
    async counts(page) {
      expect(page.transport.last.request.lastEventId).toBe('1')
      await connectAnew(page)
      expect(page.transport.last.request.lastEventId).toBe('2')
    },
  },
  transport: {
    before: {},
    after: { transport: other },
    warning: /^'transport' changed between renders/,
    async counts(page) {
      await redial(page)
      expect(other.dials).toHaveLength(0)
    },
  },
  lastEventId: {
    before: { lastEventId: '1' },
    after: { lastEventId: '2' },
    async counts(page) {
      await redial(page)
      expect(page.transport.last.request.lastEventId).toBe('1')
    },
  },
  keepPrevious: {
    before: { keepPrevious: undefined },
    after: { keepPrevious },
    async counts({ transport, result, rerender }) {
      await tell(() => transport.last.event('price', '5'))
      rerender({ keepPrevious, source: '/other' })
      expect(result.current.data).toBe('5')
    },
  },
  throwOnFailure: {
    before: { throwOnFailure: false },
    after: { throwOnFailure: true },
    async counts({ transport }) {
      hearErrors()
      const fail = () => transport.last.lose({ kind: 'http', status: 401, message: 'Who are you?' })
      await expect(tell(fail)).rejects.toThrow('Who are you?')
    },
  },
}

function resumeAt(lastEventId: string) {
  return resumeFrom({ getItem: () => lastEventId, setItem() {}, removeItem() {} })
}

async function connectAnew({ result }: ReturnType<typeof renderPage>) {
  await tell(() => result.current.close())
  await tell(() => result.current.connect())
}

function renderPage(before: object) {
  const transport = fakeTransport()
  const page = renderHook(
    ({ source = '/prices', ...options }: { source?: string }) =>
      useEventSource(source, { events, transport, ...options }),
    { initialProps: before },
  )
  return { transport, ...page }
}

test.each(Object.entries(samples))(
  '%s: another one redials, or counts from then on, as the docs say',
  async (name, sample) => {
    const warnings = hearWarnings()
    const page = renderPage(sample.before)
    await tell(() => page.transport.last.open())
    page.rerender(sample.after)
    expect(page.transport.dials).toHaveLength(redials[name as keyof typeof redials].redials ? 2 : 1)
    await sample.counts?.(page)
    expect(warnings).toEqual(sample.warning ? [expect.stringMatching(sample.warning)] : [])
  },
)
