import { useSyncExternalStore } from 'react'
import type { ComponentProps } from '../page.ts'
import { reactPage } from './page.tsx'

// The least that shares one connection: a store at module level, and the hook that React has for
// it.
const listeners = new Set<() => void>()
let source: EventSource | null = null
let data = ''

function subscribe(url: string, listener: () => void) {
  listeners.add(listener)
  if (!source) {
    source = new EventSource(url)
    source.onmessage = (event: MessageEvent<string>) => {
      data = event.data
      for (const listener of listeners) listener()
    }
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    source?.close()
    source = null
  }
}

const subscribers = new Map<string, (listener: () => void) => () => void>()

function subscriberOf(url: string) {
  const subscriber = subscribers.get(url) ?? ((listener: () => void) => subscribe(url, listener))
  subscribers.set(url, subscriber)
  return subscriber
}

function Newest({ url }: ComponentProps) {
  return <p>{useSyncExternalStore(subscriberOf(url), () => data)}</p>
}

reactPage({ Newest, Counted: Newest })
