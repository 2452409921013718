import { cleanup, render } from '@testing-library/react'
import { createEventSourceClient } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { Activity } from 'react'
import { expect, test } from 'vitest'
import type { Hooks } from '../../../contract/adapter.ts'
import { hidingContract } from '../../../contract/hiding.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { useEventSource } from './useEventSource.ts'
import { useEventState } from './useEventState.ts'

stopClock(cleanup)

hidingContract((...args) => {
  const Total = () => <>{`${(useEventState as Hooks['useEventState'])(...args)}`}</>
  const page = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <b>
        <Total />
      </b>
    </Activity>
  )
  const { container, rerender } = render(page('visible'))
  return {
    get text() {
      return container.textContent
    },
    setShown: async (isShown) => rerender(page(isShown ? 'visible' : 'hidden')),
  }
}, tell)

test('a part that is shown to the next user never shows what the last one had', async () => {
  const transport = fakeTransport()
  const client = createEventSourceClient()
  const options = { events, transport, client }
  const reducers = { price: (sum: number, event: { data: number }) => sum + event.data }
  const seen: unknown[][] = []
  function Inbox({ user }: { user: string }) {
    const sum = useEventState('/inbox', 0, reducers, options)
    const { data } = useEventSource('/inbox', options)
    seen.push([user, sum, data])
    return null
  }
  const page = (user: string, mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <Inbox user={user} />
    </Activity>
  )
  const { rerender } = render(page('alice', 'visible'))
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  rerender(page('alice', 'hidden'))
  client.clear()
  rerender(page('bob', 'visible'))
  await tell(() => {})
  expect(seen).toContainEqual(['alice', 5, 5])
  expect(new Set(seen.filter(([user]) => user === 'bob').map(String))).toEqual(
    new Set([String(['bob', 0, undefined])]),
  )
})
