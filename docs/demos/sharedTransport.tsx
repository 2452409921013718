import {
  createEventSourceClient,
  json,
  useEventSource,
} from '@use-event-source/react'
import { sharedTransport } from '@use-event-source/tabs'
import { useState } from 'react'
import { transport } from './server'

const events = { price: json<{ bid: number }>() }
/** Other tabs with this page have frames of their own. */
const name = String(performance.timeOrigin)

/** Stands for a tab: its transport knows of the others by lock and channel alone. */
function Frame({ close }: { close: () => void }) {
  const [connects, setConnects] = useState(false)
  const [client] = useState(() => {
    const shared = sharedTransport({
      name,
      transport(request, emit) {
        setConnects(true)
        return transport(request, emit)
      },
    })
    return createEventSourceClient({ transport: shared, linger: 0 })
  })
  const { status, latest } = useEventSource('/demo/prices', {
    events,
    client,
  })
  const role = connects ? 'connects' : 'follows'
  const bid = latest.price?.data.bid ?? ''
  return (
    <p>
      <button onClick={close}>Close</button>{' '}
      {`${role}, ${status}: ${bid}`}
    </p>
  )
}

export default function Frames() {
  const [frames, setFrames] = useState([1, 2, 3])
  const open = () => setFrames([...frames, (frames.at(-1) ?? 0) + 1])
  return (
    <>
      <button onClick={open}>Open a frame</button>
      {frames.map((frame) => (
        <Frame
          key={frame}
          close={() =>
            setFrames(frames.filter((other) => other !== frame))
          }
        />
      ))}
    </>
  )
}
