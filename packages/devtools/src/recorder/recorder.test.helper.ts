import { createEventSource, createEventSourceClient } from '@use-event-source/core'
import type { EventSourceOptions, EventSourceStore } from '@use-event-source/core'
import { developmentHook } from '@use-event-source/core/tools'
import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { onTestFinished, vi } from 'vitest'
import { createRecorder } from './recorder.ts'
import type { Recorder } from './recorder.ts'

/** Begins to record, on a fake clock, until the end of the test. */
export function record(): Recorder {
  vi.useFakeTimers()
  const recorder = createRecorder(developmentHook())
  onTestFinished(() => {
    recorder.stop()
    vi.useRealTimers()
  })
  return recorder
}

interface Played {
  readonly store: EventSourceStore
  readonly transport: FakeTransport
}

/** Listens to a stream whose server the test plays, until the end of the test. */
export function play(options: Partial<EventSourceOptions<any>> = {}): Played {
  const transport = fakeTransport()
  const store = createEventSource({
    client: createEventSourceClient(),
    url: 'https://api.test/prices',
    events: { price: JSON.parse },
    transport,
    linger: 0,
    ...options,
  })
  store.on('*', () => {})
  store.subscribe(() => {})
  onTestFinished(() => store.close())
  return { store, transport }
}
