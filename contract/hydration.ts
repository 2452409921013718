import type { Source } from '@use-event-source/core'
import { expect, test } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell, fakeSource } from './stage.ts'

/**
 * A page that a server rendered, after a browser took it over. It shows the status, the newest
 * price and the sum of the prices.
 */
export interface Hydrated {
  /** What the server rendered. */
  readonly html: string
  readonly container: Element
  unmount(): void
}

/**
 * What happens to a page that a server has rendered. A complaint of the framework is printed, and
 * fails the test.
 */
export function hydrationContract(
  { settle }: Adapter,
  hydrate: (source: Source) => Promise<Hydrated>,
) {
  const tell = createTell(settle)

  test('hydrates without a complaint, and connects then', async () => {
    const { transport, source } = fakeSource()
    const { container, html, unmount } = await hydrate(source)
    expect(html).toBe('<p>idle undefined 0</p>')
    expect(transport.dials).toHaveLength(1)

    await tell(() => {
      transport.last.open()
      transport.last.event('price', '5')
    })
    expect(container.textContent).toBe('open 5 5')
    unmount()
  })

  test('hydrates without a complaint when others have the stream already, and shows it then', async () => {
    const { transport, source } = fakeSource()
    source.on('price', () => {})
    transport.last.open()
    transport.last.event('price', '5')

    const { container, html, unmount } = await hydrate(source)
    expect(html).toBe('<p>idle undefined 0</p>')
    expect(container.textContent).toBe('open 5 0')
    expect(transport.dials).toHaveLength(1)
    unmount()
  })
}
