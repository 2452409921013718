import { WebLocksLeader } from '@tanstack/offline-transactions'
import { start } from './share.ts'

// As its own executor does it: each tab asks once whether it leads. It elects only, so a channel
// carries what comes.
start((url, show) => {
  const channel = new BroadcastChannel('ticks')
  channel.addEventListener('message', ({ data }) => show(data))
  const leader = new WebLocksLeader('ticks')
  function connect(leads: boolean) {
    if (!leads) return
    new EventSource(url).addEventListener('tick', ({ data }) => {
      show(Number(data))
      channel.postMessage(Number(data))
    })
  }
  void leader.requestLeadership().then((leads) => {
    leader.onLeadershipChange(connect)
    connect(leads)
  })
})
