import { cleanup, render } from '@testing-library/react'
import { Activity, Fragment, StrictMode, Suspense, useEffect } from 'react'
import { describe } from 'vitest'
import { livesContract } from '../../../contract/lives/lives.ts'
import type { Part } from '../../../contract/lives/part.ts'
import { stopClock } from '../../../contract/stage.ts'
import { react } from './adapter.test.helper.tsx'
import { useEventSource } from './useEventSource.ts'
import { useEventState } from './useEventState.ts'
import { useServerEvent } from './useServerEvent.ts'
import { useSuspenseEventSource } from './useSuspenseEventSource.ts'

stopClock(cleanup)

interface Props extends Pick<Part, 'source' | 'options'> {
  part: Part
}

/** What a view with this data shows. */
const numbersOf = (data: unknown) => (data === undefined ? [] : [Number(data)])

function View({ part, source, options }: Props) {
  const { data, source: store } = useEventSource(source, options)
  useEffect(() => part.shows(numbersOf(data), store))
  return null
}

function Status({ part, source, options }: Props) {
  const { status, source: store } = useEventSource(source, options)
  void status
  useEffect(() => part.shows([], store))
  return null
}

function Listener({ part, source, options }: Props) {
  useServerEvent(source, 'note', part.listener, options as object)
  useEffect(() => part.shows([]))
  return null
}

function State({ part, source, options }: Props) {
  const numbers = useEventState(source, [] as readonly number[], part.reducers, options as object)
  useEffect(() => part.shows(numbers))
  return null
}

function Waiting({ part, source, options }: Props) {
  const { data } = useSuspenseEventSource(source, options)
  useEffect(() => part.shows(numbersOf(data)))
  return null
}

const components: Record<Part['kind'], (props: Props) => null> = {
  view: View,
  status: Status,
  listener: Listener,
  state: State,
  waiting: Waiting,
}

function Place({ part }: { part: Part }) {
  const Living = components[part.kind]
  // One that waits is another component for another URL: React 19 may render two boundaries that
  // wait again and again, when something changes in the one that was shown (react/react#37556).
  const key = part.kind === 'waiting' && typeof part.source === 'string' ? part.source : null
  return (
    <Activity mode={part.isHidden ? 'hidden' : 'visible'}>
      <Suspense key={key} fallback="wait">
        <Living part={part} source={part.source} options={part.options} />
      </Suspense>
    </Activity>
  )
}

describe.each([
  ['without strict mode', Fragment],
  ['in strict mode', StrictMode],
])('%s,', (_, Mode) =>
  livesContract({
    settle: react.settle,
    mountPage() {
      const { rerender } = render(null)
      return {
        show: (parts) =>
          rerender(<Mode>{parts.map((part) => part && <Place key={part.id} part={part} />)}</Mode>),
        // The library would keep each page until the end of the test.
        unmount: cleanup,
      }
    },
  }),
)
