import type { ConnectionFailure, Status } from '@use-event-source/core'
import { formatTime } from '../shared/format.ts'
import { statusText } from '../shared/statusText.ts'
import { onWatch } from '../shared/watched.ts'
import { find } from './element.ts'

const most = 40

/** How much of an answer is shown, in characters. */
const longestAnswer = 90

/** Writes down each change in the state of the watched connection. */
export function mountTimeline(): void {
  const list = find('[data-timeline]')
  let unwatch = () => {}

  // At the end, where it moves no other item.
  function add(item: HTMLLIElement): void {
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 24
    list.append(item)
    while (list.children.length > most) list.firstElementChild?.remove()
    if (isAtEnd) list.scrollTop = list.scrollHeight
  }

  onWatch((watched) => {
    unwatch()
    if (!watched) return
    const { name, source } = watched
    let status: Status = 'idle'
    let failureCount = 0
    const update = () => {
      const snapshot = source.getSnapshot()
      const isNew = snapshot.status !== status || snapshot.failureCount > failureCount
      ;({ status, failureCount } = snapshot)
      if (isNew && status !== 'idle') add(entry(name, status, snapshot.failure))
    }
    unwatch = source.subscribe(update)
    update()
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
    if (failure.body) item.append(answerOf(failure.body))
  }
  return item
}

/** What the server said in place of a stream. */
function answerOf(body: string): HTMLElement {
  const answer = document.createElement('code')
  answer.title = 'What the server answered'
  answer.textContent = body.replaceAll(/\s+/g, ' ').trim().slice(0, longestAnswer)
  return answer
}
