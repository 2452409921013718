import { startScriptedServer } from '@use-event-source/testing/server'
import type { ScriptedServer } from '@use-event-source/testing/server'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { begin, followNumbers, patience, soon } from './story.test.helper.ts'

let server: ScriptedServer
beforeAll(async () => void (server = await startScriptedServer()))
afterAll(() => server.close())
afterEach(() => void vi.unstubAllGlobals())

/** An `EventSource` that answers every dial with one number. */
class FakeEventSource extends EventTarget {
  static dialled: string[] = []
  constructor(url: string) {
    super()
    FakeEventSource.dialled.push(url)
    queueMicrotask(() => {
      this.dispatchEvent(new Event('open'))
      this.dispatchEvent(new MessageEvent('number', { data: '7' }))
    })
  }
  close() {}
}

test('a store that names no transport is carried by fetch, which sees a status', async () => {
  vi.stubGlobal('EventSource', FakeEventSource)
  const url = server.url(begin, { do: 'status', status: 401 })
  const { source, numbers } = followNumbers(url, { retry: soon })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
  expect(source.getSnapshot().failure).toMatchObject({ kind: 'http', status: 401 })
  expect(numbers).toEqual([1, 2, 3])
  expect(FakeEventSource.dialled).toEqual([])
})

test('where the answers of fetch have no body to read, an EventSource carries it', async () => {
  vi.stubGlobal('EventSource', FakeEventSource)
  vi.stubGlobal('Response', class {})
  const { numbers } = followNumbers('http://a.test/', {})
  await vi.waitFor(() => expect(numbers).toEqual([7]), patience)
  expect(FakeEventSource.dialled).toEqual(['http://a.test/'])
})
