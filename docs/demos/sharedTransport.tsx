import { useEffect, useState } from 'react'
import { openFrame } from './frames'

/** A frame of this origin, and what it shows. */
function Frame({ close }: { close: () => void }) {
  const [shown, setShown] = useState('opens')
  useEffect(() => openFrame(setShown), [])
  return (
    <p>
      <button onClick={close}>Close</button> {shown}
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
