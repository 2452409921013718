import { cleanup, render, screen } from '@testing-library/react'
import { createEventSource } from '@use-event-source/core'
import type { Source } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { RetryBoundary } from './boundary.test.helper.tsx'
import { hearErrors } from './hearErrors.test.helper.ts'
import { useEventSource } from './useEventSource.ts'
import { useServerEvent } from './useServerEvent.ts'

stopClock(cleanup)

/** Shows a stream in an error boundary, beside a component that listens to it all the time. */
function renderPage(source: Source, options: object) {
  hearErrors()
  function Price() {
    return <i>{useEventSource(source, { ...options, throwOnFailure: true }).status}</i>
  }
  function Badge() {
    useServerEvent(source, 'halt', () => {}, options)
    return null
  }
  return render(
    <>
      <Badge />
      <RetryBoundary>
        <Price />
      </RetryBoundary>
    </>,
    { onCaughtError() {} },
  ).container
}

test.each(['a URL', 'a store'])(
  'the retry of an error boundary connects %s again that others listen to, and throws nothing meanwhile',
  async (kind) => {
    const transport = fakeTransport()
    const container =
      kind === 'a URL'
        ? renderPage('/prices', { events, transport })
        : renderPage(createEventSource({ url: '/prices', events, transport }), {})
    await tell(() => transport.last.lose({ kind: 'http', status: 401, message: 'no' }))
    await tell(() => screen.getByText('retry: no').click())
    await tell(() => vi.advanceTimersByTime(5000))
    expect(container.textContent).not.toContain('retry')
    expect(transport.dials).toHaveLength(2)
    await tell(() => transport.last.open())
    expect(container.textContent).toBe('open')
  },
)

test('the retry of an error boundary sends no request again that is not GET, and throws', async () => {
  const transport = fakeTransport()
  const container = renderPage('/chat', { events, transport, method: 'POST', body: 'Hello' })
  await tell(() => transport.last.lose({ kind: 'http', status: 503, message: 'busy' }))
  await tell(() => screen.getByText('retry: busy').click())
  await tell(() => vi.advanceTimersByTime(5000))
  expect(container.textContent).toBe('retry: busy')
  expect(transport.dials).toHaveLength(1)
})
