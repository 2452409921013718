import { startScriptedServer } from '@use-event-source/testing/server'
import type { ScriptedServer } from '@use-event-source/testing/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { autoTransport } from './auto.ts'
import { begin, followNumbers, patience, soon } from './story.test.helper.ts'

let server: ScriptedServer
beforeAll(async () => void (server = await startScriptedServer()))
afterAll(() => server.close())

test('is fetch where there is no EventSource', async () => {
  expect(globalThis).not.toHaveProperty('EventSource')
  const url = server.url(begin, { do: 'status', status: 401 })
  const { source, numbers } = followNumbers(url, { transport: autoTransport(), retry: soon })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
  // No native EventSource could tell.
  expect(source.getSnapshot().failure).toMatchObject({ kind: 'http', status: 401 })
  expect(numbers).toEqual([1, 2, 3])
})
