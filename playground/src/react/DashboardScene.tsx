import { useEventState } from '@use-event-source/react'
import { useState } from 'react'
import {
  activity,
  countUp,
  loadDashboard,
  matchesServer,
  noDashboard,
  verdictOf,
} from '../shared/dashboard.ts'
import { formatNumber } from '../shared/format.ts'
import { metrics } from '../shared/wire.ts'
import { StatusLine } from './StatusLine.tsx'

export function DashboardScene() {
  const [note, setNote] = useState('')
  const [loads, setLoads] = useState(0)
  const dashboard = useEventState(activity, noDashboard, countUp, {
    async load({ signal }) {
      setNote('Loading')
      const loaded = await loadDashboard(signal)
      setLoads((loads) => loads + 1)
      setNote('')
      return loaded
    },
    onLoadError: () => setNote('Loading failed, and is tried again'),
  })

  return (
    <>
      <StatusLine source={activity} />
      <div className="toolbar">
        <span className="count verdict" data-matches={matchesServer(dashboard)}>
          {verdictOf(dashboard)}
        </span>
        <span className="count" role="status">
          {note || `Loaded ${loads === 1 ? 'once' : `${loads} times`}`}
        </span>
      </div>
      <dl className="dashboard" data-after={dashboard.lastEventId} data-loads={loads}>
        {metrics.map((metric) => (
          <div key={metric}>
            <dt>{metric}</dt>
            <dd>{formatNumber(dashboard.counts[metric])}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
