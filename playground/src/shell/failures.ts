import { failureDurations, type FailureName } from '../shared/failures.ts'
import { pace } from '../shared/pace.ts'
import { find } from './element.ts'
import { flood } from './flood.ts'
import { post } from './post.ts'
import { stats } from './stats.ts'

interface Failure {
  readonly name: FailureName | 'flood'
  readonly title: string
  readonly text: string
}

const failures: readonly Failure[] = [
  {
    name: 'drop',
    title: 'Drop every socket',
    text: 'A proxy restarts: each stream breaks off. It connects again with its last event ID.',
  },
  {
    name: 'half',
    title: 'Break inside an event',
    text: 'Half of its bytes arrive, then the socket is gone. The half is not shown, and the event comes whole with the next dial.',
  },
  {
    name: 'silence',
    title: 'Fall silent',
    text: 'Sockets stay open and nothing comes, not even a heartbeat. Only an idle timeout notices.',
  },
  {
    name: 'slowHeaders',
    title: 'Keep the headers back',
    text: 'Dials are accepted and not answered. Only a connect timeout gives them up.',
  },
  {
    name: 'offline',
    title: 'Pull the plug',
    text: 'Simulated: the browser reports that it is offline, and dials fail. Back online, the page dials without delay.',
  },
  {
    name: 'unauthorized',
    title: '401, the token expired',
    text: 'The store gets another token and dials once more. A stream without a token ends.',
  },
  {
    name: 'limited',
    title: '429, too many requests',
    text: 'Retry-After is a date here. No dial comes before it.',
  },
  {
    name: 'badGateway',
    title: '502, a page of HTML',
    text: 'The answer of a proxy whose upstream is gone. The delay between the dials grows, and is random.',
  },
  {
    name: 'unavailable',
    title: '503, come back later',
    text: 'Retry-After in seconds. The next dial waits for it.',
  },
  {
    name: 'wrongType',
    title: '200, a login page',
    text: 'Not an event stream, and a retry would not make it one: the store closes. Connect again when it is over.',
  },
  {
    name: 'flood',
    title: 'Flood with 10,000 events',
    text: 'All in one write, to forty components, in the flood scene.',
  },
]

/** Shows a button for each failure. One that lasts ends by itself, or at the second click. */
export function mountFailures(): void {
  const card = find('[data-failures]')
  const explanation = find('[data-explanation]', card)
  const list = find('ul', card)

  for (const failure of failures) {
    const button = buttonFor(failure)
    const explain = () => (explanation.textContent = failure.text)
    button.addEventListener('pointerenter', explain)
    button.addEventListener('focus', explain)
    button.addEventListener('click', () => {
      explain()
      start(failure.name, button).catch(
        () => (explanation.textContent = 'The server did not answer.'),
      )
    })
    const item = document.createElement('li')
    item.append(button)
    list.append(item)
  }

  stats.on('message', ({ data }) => {
    for (const name of lasting) showTimeLeft(name, data.failures[name] ?? 0)
  })
}

const lasting = failures
  .map(({ name }) => name)
  .filter((name) => name !== 'flood' && failureDurations[name] > 0) as FailureName[]

async function start(name: Failure['name'], button: HTMLButtonElement): Promise<void> {
  if (name === 'flood') return flood(0)
  await post(`/api/failures/${name}`, { active: !button.hasAttribute('data-active') })
}

function buttonFor({ name, title, text }: Failure): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'failure'
  button.dataset.failure = name
  button.title = text
  const duration = document.createElement('small')
  // The countdown is hidden from screen readers, which would read out each second.
  duration.ariaHidden = 'true'
  button.append(title, duration)
  if (name !== 'flood' && failureDurations[name] > 0) {
    button.ariaPressed = 'false'
    duration.textContent = secondsOf(durationOf(name))
  }
  return button
}

function showTimeLeft(name: FailureName, left: number): void {
  const button = find(`[data-failure=${name}]`)
  const isActive = left > 0
  button.toggleAttribute('data-active', isActive)
  button.ariaPressed = String(isActive)
  button.style.setProperty('--left', String(left / durationOf(name)))
  find('small', button).textContent = secondsOf(isActive ? left : durationOf(name))
}

const durationOf = (name: FailureName) => failureDurations[name] * pace

const secondsOf = (milliseconds: number) => `${Math.ceil(milliseconds / 1000)} s`
