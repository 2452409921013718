import { BroadcastChannel, createLeaderElection } from 'broadcast-channel'
import { start } from './share.ts'

// As its README does it: the leader connects, and posts to the others what comes.
start((url, show) => {
  const channel = new BroadcastChannel<number>('ticks')
  channel.addEventListener('message', show)
  void createLeaderElection(channel)
    .awaitLeadership()
    .then(() =>
      new EventSource(url).addEventListener('tick', ({ data }) => {
        show(Number(data))
        void channel.postMessage(Number(data))
      }),
    )
})
