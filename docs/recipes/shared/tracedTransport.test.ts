import { createEventSource, createEventSourceClient, text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { tracedTransport } from './tracedTransport.ts'

interface SeenSpan {
  readonly attributes: Record<string, string | number>
  readonly events: string[]
  status: string
  isEnded: boolean
}

function createTracer() {
  const spans: SeenSpan[] = []
  const startSpan = () => {
    const seen: SeenSpan = { attributes: {}, events: [], status: '', isEnded: false }
    spans.push(seen)
    return {
      setAttribute: (name: string, value: string | number) => (seen.attributes[name] = value),
      addEvent: (name: string) => seen.events.push(name),
      setStatus: ({ message }: { message: string }) => (seen.status = message),
      end: () => void (seen.isEnded = true),
    }
  }
  return { spans, tracer: { startSpan } }
}

test('each request of a stream is a span, and each loss is counted', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { spans, tracer } = createTracer()
  const losses: string[] = []
  const inner = fakeTransport()
  const store = createEventSource({
    client: createEventSourceClient(),
    url: 'https://api.test/notes?token=abc',
    events: { note: text },
    transport: tracedTransport(inner, { tracer, count: (kind) => losses.push(kind) }),
  })
  store.on('note', () => {})
  inner.last.open()
  inner.last.event('note', 'one')
  inner.last.event('note', 'two')
  inner.last.lose({ kind: 'http', status: 503, message: 'Busy.' })
  vi.advanceTimersByTime(10_000)
  inner.last.open()
  store.close()
  expect(losses).toEqual(['http'])
  expect(spans).toMatchObject([
    {
      attributes: {
        'url.full': 'https://api.test/notes',
        'http.response.status_code': 503,
        'stream.events': 2,
      },
      events: ['open'],
      status: 'http',
      isEnded: true,
    },
    { attributes: { 'stream.failures': 1, 'stream.events': 0 }, status: '', isEnded: true },
  ])
})
