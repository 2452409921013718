import { createEventSourceClient, EventSourceProvider } from '@use-event-source/react'
import type { ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { transport } from '../../../demos/server.ts'

const demos = import.meta.glob<{ readonly default: ComponentType }>('../../../demos/*.tsx')
const client = createEventSourceClient({ transport })

/** Shows the React demo of this name in an element, and returns a function that ends it. */
export async function mountReact(name: string, element: HTMLElement): Promise<() => void> {
  const demo = await demos[`../../../demos/${name}.tsx`]?.()
  if (!demo) throw new Error(`There is no React demo '${name}'.`)
  const root = createRoot(element)
  root.render(
    <EventSourceProvider client={client}>
      <demo.default />
    </EventSourceProvider>,
  )
  return () => root.unmount()
}
