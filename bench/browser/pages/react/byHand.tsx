import { useEffect, useState } from 'react'
import { notes } from '../page.ts'
import type { ComponentProps } from '../page.ts'
import { reactPage, useCommits, useStatus } from './page.tsx'

function useByHand({ url, types }: ComponentProps) {
  const [event, setEvent] = useState<MessageEvent<string> | null>(null)
  const [status, setStatus] = useState('connecting')
  useEffect(() => {
    const source = new EventSource(url)
    source.onopen = () => setStatus('open')
    source.onerror = () => setStatus('error')
    for (const type of types) source.addEventListener(type, setEvent)
    return () => source.close()
    // The types of a component never change.
  }, [url])
  return { event, status }
}

function Newest(props: ComponentProps) {
  return <p>{useByHand(props).event?.data}</p>
}

function Counted(props: ComponentProps) {
  const { event, status } = useByHand(props)
  useEffect(() => {
    if (event) notes.seen.push(event.data)
  }, [event])
  useCommits()
  useStatus(status)
  return <p>{event?.data}</p>
}

reactPage({ Newest, Counted })
