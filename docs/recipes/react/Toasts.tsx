import { useServerEvent } from '@use-event-source/react'
import { useState } from 'react'
import type { NoteSource } from '../shared/noteSource.ts'

interface Toast {
  readonly id: string
  readonly text: string
}

const most = 5
const duration = 6000

export function Toasts({ source }: { source: NoteSource }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])

  useServerEvent(source, 'note', ({ data }) => {
    const toast = { id: crypto.randomUUID(), text: data.text }
    setToasts((toasts) => [...toasts.slice(1 - most), toast])
    setTimeout(
      () => setToasts((toasts) => toasts.filter(({ id }) => id !== toast.id)),
      duration,
    )
  })

  return (
    <ol aria-live="polite">
      {toasts.map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ol>
  )
}
