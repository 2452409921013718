import { Newest } from './Newest'
import { ticks } from './ticks'
import { Total } from './Total'

/**
 * Rendered on the server, which may read the store, and never connects. Both components show the
 * same stream, over one connection.
 */
export default function Page() {
  return (
    <main>
      <h1>Ticks</h1>
      <p>Event types: {ticks.types.join(', ')}</p>
      <Newest />
      <Total />
    </main>
  )
}
