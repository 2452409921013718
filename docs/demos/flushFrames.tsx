import { useEventSource } from '@use-event-source/react'
import { fakeTransport, flushFrames } from '@use-event-source/testing'
import { useRef, useState } from 'react'
import { watched } from './server'

const fake = fakeTransport()
const transport = watched(fake)
const events = { number: Number }
let sent = 0

export default function Numbers() {
  const { status, latest } = useEventSource('/api/numbers', {
    events,
    transport,
  })
  const screen = useRef<HTMLElement>(null)
  const [read, setRead] = useState('')

  async function sendThree(flush: boolean) {
    if (status !== 'open') fake.last.open()
    for (let left = 3; left > 0; left--)
      fake.last.event('number', `${++sent}`)
    if (flush) flushFrames()
    // React renders before this continues.
    await Promise.resolve()
    setRead(`${sent} sent, ${screen.current?.textContent} shown`)
  }

  return (
    <>
      <button onClick={() => sendThree(false)}>Send three</button>
      <button onClick={() => sendThree(true)}>
        Send three, and flush
      </button>
      <b ref={screen}>{latest.number?.data ?? 'none'}</b>
      <p>Immediately after it: {read}</p>
    </>
  )
}
