import { Tab } from 'tab-election'
import { start } from './share.ts'

// As its README does it: the leader connects, and sends to the others what comes.
start((url, show) => {
  const tab = new Tab('ticks')
  tab.addEventListener('message', (event) => show(event.data))
  void tab.waitForLeadership(() => {
    new EventSource(url).addEventListener('tick', ({ data }) => {
      show(Number(data))
      tab.send(Number(data))
    })
  })
})
