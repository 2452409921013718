import type { ConnectionFailure, Status } from '@use-event-source/core'
import { formatTime } from '../shared/format.ts'
import { statusText } from '../shared/statusText.ts'
import { onWatch } from '../shared/watched.ts'
import { find } from './element.ts'

const most = 40

/** How much of an answer is shown, in characters. */
const longestAnswer = 200

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
    const { name, source, closed } = watched
    let status: Status = 'idle'
    let failureCount = 0
    const update = () => {
      const snapshot = source.getSnapshot()
      const isNew = snapshot.status !== status || snapshot.failureCount > failureCount
      ;({ status, failureCount } = snapshot)
      if (isNew && status !== 'idle') add(entry(name, status, snapshot.failure, closed))
    }
    unwatch = source.subscribe(update)
    update()
  })
}

function entry(
  name: string,
  status: Status,
  failure: ConnectionFailure | null,
  closed?: string,
): HTMLLIElement {
  const item = document.createElement('li')
  item.dataset.status = status
  item.append(line('time', formatTime(Date.now())), line('b', `${name} ${status}`))
  if (failure || status === 'closed') item.append(line('span', statusText(status, failure, closed)))
  if (failure) item.append(detailsOf(failure))
  return item
}

/** What helps a programmer, on demand. */
function detailsOf({ message, body }: ConnectionFailure): HTMLElement {
  const details = document.createElement('details')
  details.append(line('summary', 'Details'), line('code', message))
  const answer = body && textOf(body)
  if (answer) details.append(line('code', `The server answered: ${answer}`))
  return details
}

/** The words of an answer, which may be a page of HTML. */
const textOf = (body: string) =>
  (new DOMParser().parseFromString(body, 'text/html').body.textContent ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longestAnswer)

function line(tag: 'time' | 'b' | 'span' | 'code' | 'summary', text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}
