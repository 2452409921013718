import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { nativeTransport } from './native.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An `EventSource` that the test opens, and makes give up. */
function fakeBrowser() {
  const sources: FakeEventSource[] = []
  class FakeEventSource extends EventTarget {
    readonly CONNECTING = 0
    readyState = 0
    constructor() {
      super()
      sources.push(this)
    }
    giveUp() {
      this.readyState = 2
      this.dispatchEvent(new Event('error'))
    }
    redial() {
      this.dispatchEvent(new Event('error'))
    }
    close() {}
  }
  return {
    sources,
    transport: nativeTransport({ EventSource: FakeEventSource as never }),
    last: () => sources.at(-1) ?? expect.unreachable(),
  }
}

function listen(browser: ReturnType<typeof fakeBrowser>) {
  const source = createEventSource({
    url: 'http://a.test/?token=x',
    events: { note: text },
    transport: browser.transport,
  })
  source.on('note', () => {})
  return source
}

test('a stream that the browser gives up is dialled five times more, and then it has failed', async () => {
  const browser = fakeBrowser()
  const source = listen(browser)
  for (let n = 1; n <= 5; n++) {
    browser.last().giveUp()
    expect(source.getSnapshot()).toMatchObject({ failure: { kind: 'network', willRetry: true } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(browser.sources).toHaveLength(n + 1)
  }
  browser.last().giveUp()
  expect(source.getSnapshot()).toMatchObject({
    status: 'closed',
    failure: {
      kind: 'protocol',
      message:
        'http://a.test/ was refused six times in a row, and the browser does not say why. ' +
        'With fetchTransport() the failure has the status.',
      willRetry: false,
    },
  })
  await vi.advanceTimersByTimeAsync(600_000)
  expect(browser.sources).toHaveLength(6)
})

test('a browser that dials again by itself is left to it, however often, and that does not count', async () => {
  const browser = fakeBrowser()
  const source = listen(browser)
  for (let n = 0; n < 20; n++) browser.last().redial()
  expect(source.getSnapshot()).toMatchObject({
    status: 'reconnecting',
    failure: { kind: 'network', willRetry: true, retryAt: null },
  })
  expect(browser.sources).toHaveLength(1)
  for (let n = 0; n < 5; n++) {
    browser.last().giveUp()
    await vi.advanceTimersByTimeAsync(60_000)
  }
  expect(browser.sources).toHaveLength(6)
  source.close()
})

test('a stream that opens is given up six times again', async () => {
  const browser = fakeBrowser()
  const source = listen(browser)
  for (let n = 0; n < 9; n++) {
    if (n === 4) browser.last().dispatchEvent(new Event('open'))
    browser.last().giveUp()
    expect(source.getSnapshot().failure?.kind).toBe('network')
    await vi.advanceTimersByTimeAsync(60_000)
  }
  browser.last().giveUp()
  expect(source.getSnapshot().failure?.kind).toBe('protocol')
})
