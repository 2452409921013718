import { createEventSource, flushFrames, json, text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Adapter } from './adapter.ts'

/** The events of most tests. */
export const events = { price: json<number>(), halt: text }

/** Makes a store, and the transport with which a test speaks to it. */
export function fakeSource(url = '/prices', transport = fakeTransport()) {
  return { transport, source: createEventSource({ url, events, transport }) }
}

/** Stops the clock in each test of a file, and starts it again when the page is clean. */
export function stopClock(cleanup: () => void = () => {}) {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    cleanup()
    flushFrames()
    vi.useRealTimers()
  })
}

/**
 * Makes the function with which a test lets the server speak: it shows what the server said, and
 * makes a pause.
 */
export const createTell = (settle: Adapter['settle']) => (speak: () => void) =>
  settle(() => {
    speak()
    flushFrames()
    flushFrames()
  })
