import type { ConnectionFailure, Status } from '@use-event-source/core'
import { formatTime } from '../shared/format.ts'
import { statusText } from '../shared/statusText.ts'
import { onWatch } from '../shared/watched.ts'
import { find } from './element.ts'

const most = 40

/** Writes down each change in the state of the watched connection, the newest first. */
export function mountTimeline(): void {
  const list = find('[data-timeline]')
  let unwatch = () => {}

  onWatch((watched) => {
    unwatch()
    if (!watched) return
    const { name, source } = watched
    let status: Status = 'idle'
    let failures = 0
    const look = () => {
      const snapshot = source.getSnapshot()
      const isNew = snapshot.status !== status || snapshot.failures > failures
      ;({ status, failures } = snapshot)
      if (isNew && status !== 'idle') list.prepend(entry(name, status, snapshot.failure))
      while (list.children.length > most) list.lastElementChild?.remove()
    }
    unwatch = source.subscribe(look)
    look()
  })
}

function entry(name: string, status: Status, failure: ConnectionFailure | null): HTMLLIElement {
  const item = document.createElement('li')
  item.dataset.status = status
  const time = document.createElement('time')
  time.textContent = formatTime(Date.now())
  const what = document.createElement('b')
  what.textContent = `${name} ${status}`
  item.append(time, what)
  if (failure) {
    const why = document.createElement('span')
    why.textContent = statusText(status, failure)
    why.title = failure.message
    item.append(why)
  }
  return item
}
