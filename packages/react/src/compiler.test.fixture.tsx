import { useState } from 'react'
import { json, text } from './index.ts'
import type { EventSourceStore, EventSourceView } from './index.ts'
import { useEventSource } from './useEventSource.ts'
import { useSnapshot } from './useSnapshot.ts'

// Components as people write them. The test renders them as they are, and as the React Compiler
// rewrites them.

export const events = { price: json<{ readonly bid: number }>(), halt: text }

type Events = { price: { readonly bid: number }; halt: string }

interface Props {
  source: EventSourceStore<Events>
}

export function Destructured({ source }: Props) {
  const { status, latest } = useEventSource(source)
  const bid = latest.price?.data.bid ?? '–'
  return (
    <p>
      {status} {bid}
    </p>
  )
}

export function ByProperty({ source }: Props) {
  const live = useEventSource(source)
  const words = [live.status, live.latest.price?.data.bid ?? '–']
  return <p>{words.join(' ')}</p>
}

export function HandedDown({ source }: Props) {
  const live = useEventSource(source)
  return <Reader live={live} />
}

function Reader({ live }: { live: EventSourceView<Events> }) {
  return (
    <p>
      <Words live={live} />
    </p>
  )
}

function Words({ live }: { live: EventSourceView<Events> }) {
  const { price } = live.latest
  return `${live.status} ${price ? price.data.bid : '–'}`
}

export function LatestHandedDown({ source }: Props) {
  const { status, latest } = useEventSource(source)
  return (
    <p>
      {status} <Bid latest={latest} />
    </p>
  )
}

function Bid({ latest }: { latest: EventSourceView<Events>['latest'] }) {
  return latest.price?.data.bid ?? '–'
}

export function Selected({ source }: Props) {
  const { status } = useEventSource(source)
  const selected = useSnapshot(source, ({ latest }) => latest.price?.data.bid ?? '–')
  return (
    <p>
      {status} {selected}
    </p>
  )
}

/** Reads the price not before it is asked to, and the newest one in a click. */
export function ReadLater({
  source,
  onRead,
}: Props & { onRead: (bid: number | undefined) => void }) {
  const live = useEventSource(source)
  const [isShown, setShown] = useState(false)
  return (
    <>
      <button onClick={() => setShown(true)}>show</button>
      <button onClick={() => onRead(live.latest.price?.data.bid)}>read</button>
      <p>
        {live.status} {isShown ? live.latest.price?.data.bid : 'hidden'}
      </p>
    </>
  )
}
