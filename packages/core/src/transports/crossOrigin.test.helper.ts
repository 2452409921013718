import type { ScriptedServerRemote, Step } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import {
  begin,
  followNumbers,
  goOn,
  patience,
  resumedByUrl,
  wholeStory,
} from './story.test.helper.ts'
import type { StoryOptions } from './story.test.helper.ts'

/**
 * What every transport does, and may not do, where the server is of another origin than the page.
 */
export function crossOrigin(server: ScriptedServerRemote, options: (url: string) => StoryOptions) {
  const refusal: Step = { do: 'status', status: 503 }

  test.each([true, false])(
    'has cookies if withCredentials is %s, after a refusal too',
    async (withCredentials) => {
      const cookie = `spice=${Math.random()}`
      const url = server.url(
        { ...begin, headers: { 'set-cookie': `${cookie}; Path=/; Max-Age=60` } },
        refusal,
        refusal,
        goOn,
      )
      const { numbers } = followNumbers(url, { ...options(url), withCredentials })
      await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
      const { requests } = await server.seen(url)
      const [, ...resumed] = requests.filter(({ method }) => method === 'GET')
      expect(resumed).toHaveLength(3)
      for (const { headers } of resumed)
        expect(headers.cookie?.includes(cookie) ?? false).toBe(withCredentials)
      // A preflight is no request of the transport.
      for (const { method, headers } of requests)
        if (method === 'OPTIONS') expect(headers).not.toHaveProperty('cookie')
    },
  )

  test('is the network that fails, where the other origin gives no permission to read', async () => {
    const url = server.url({ do: 'numbers', upTo: 3, cors: false })
    const { source, numbers } = followNumbers(url, { ...options(url), retry: false })
    await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
    expect(source.getSnapshot().failure).toMatchObject({ kind: 'network', willRetry: false })
    expect(numbers).toEqual([])
  })

  test('is not asked for permission where the URL carries the last event ID', async () => {
    const steps = [begin, refusal, refusal, goOn].map(
      (step) => ({ ...step, cors: 'simple' }) as const,
    )
    const url = server.url(...steps)
    const { numbers } = followNumbers(url, { ...options(url), ...resumedByUrl(url) })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    expect((await server.seen(url)).requests.map(({ method }) => method)).toEqual([
      'GET',
      'GET',
      'GET',
      'GET',
    ])
  })
}
