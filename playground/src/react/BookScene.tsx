import { useServerEvent, useSnapshot } from '@use-event-source/react'
import { useState } from 'react'
import { formatNumber, formatPrice } from '../shared/format.ts'
import {
  bestOf,
  book,
  compareWithServer,
  fullSize,
  loseDeltas,
  orders,
  resyncAfterGap,
} from '../shared/orders.ts'
import type { Level } from '../shared/wire.ts'
import { StatusLine } from './StatusLine.tsx'

export function BookScene() {
  const current = useSnapshot(book)
  const [verdict, setVerdict] = useState('')
  useServerEvent(orders, 'delta', resyncAfterGap)

  return (
    <>
      <StatusLine source={orders} />
      <div className="toolbar">
        <span className="count" role="status">
          {verdict}
        </span>
        <button type="button" className="button" onClick={loseDeltas}>
          Lose five
        </button>
        <button
          type="button"
          className="button"
          onClick={async () => setVerdict(await compareWithServer(current))}
        >
          Compare
        </button>
      </div>
      <div className="book" data-seq={current.seq} data-in-step={current.isInStep}>
        <Side title="Bids" levels={bestOf(current, 'bid')} />
        <Side title="Asks" levels={bestOf(current, 'ask')} />
      </div>
    </>
  )
}

function Side({ title, levels }: { title: string; levels: readonly Level[] }) {
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Price</th>
          <th scope="col">Size</th>
        </tr>
      </thead>
      <tbody>
        {/* A row is a rank: the prices move through the rows, and no row moves. */}
        {levels.map(({ price, size }, rank) => (
          <tr key={rank} style={{ backgroundSize: `${(100 * size) / fullSize}% 100%` }}>
            <td>{formatPrice(price / 100)}</td>
            <td>{formatNumber(size)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
