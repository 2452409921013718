import { expect, test, vi } from 'vitest'
import { dialWith, streamOf } from './dialWith.test.helper.ts'
import { lastEventIdHeader } from './lastEventIdHeader.ts'

test.each(['7', 'zażółć', '流式传输', '🦄', 'a\tb', '["a",{"offset":-1}]', 'x'.repeat(32_768)])(
  'an id is sent in bytes of UTF-8: %.20s',
  (id) => {
    const header = lastEventIdHeader(id) ?? ''
    expect(Buffer.from(header, 'latin1').toString()).toBe(id)
    new Headers({ 'last-event-id': header })
  },
)

test.each(['a\nb', 'a\rb', '\0', '\x01', '\x7f', 'x'.repeat(130_000), '流'.repeat(43_000)])(
  'no header carries %j, so the stream begins without it, and says so',
  async (id) => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => streamOf(['data: 1\n\n'], {}, true))
    const { signals } = dialWith(fetch, { lastEventId: id })
    await vi.waitFor(() => expect(signals.at(-1)?.kind).toBe('event'))
    expect(signals[0]).toMatchObject({ kind: 'open', lastEventId: '' })
    expect(signals[2]).toMatchObject({ event: { lastEventId: '' } })
    expect(new Headers(fetch.mock.calls[0]?.[1]?.headers).has('last-event-id')).toBe(false)
  },
)

test('an id that was sent, or that the URL carries, is not spoken of', async () => {
  const fetch = async () => streamOf([], {}, true)
  for (const changes of [{ lastEventId: '7' }, { lastEventId: 'a\nb', urlHasId: true }]) {
    const { signals } = dialWith(fetch, changes)
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    expect(signals[0]).not.toHaveProperty('lastEventId')
  }
})
