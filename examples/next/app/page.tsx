import { Newest } from './Newest'
import { Total } from './Total'

/** Rendered on the server. Both components show the same stream, over one connection. */
export default function Page() {
  return (
    <main>
      <h1>Ticks</h1>
      <Newest />
      <Total />
    </main>
  )
}
