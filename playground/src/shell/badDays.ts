import { badDayDurations, type BadDayName } from '../shared/badDays.ts'
import { pace } from '../shared/pace.ts'
import { find } from './element.ts'
import { flood } from './flood.ts'
import { post } from './post.ts'
import { stats } from './stats.ts'

interface BadDay {
  readonly name: BadDayName | 'flood'
  readonly title: string
  readonly text: string
}

const badDays: readonly BadDay[] = [
  {
    name: 'drop',
    title: 'Drop every socket',
    text: 'A proxy restarts: each stream breaks off. It is dialled again with its last event ID.',
  },
  {
    name: 'half',
    title: 'Break inside an event',
    text: 'Half of its bytes arrive, then the socket is gone. The half is not shown, and it comes whole with the next dial.',
  },
  {
    name: 'silence',
    title: 'Fall silent',
    text: 'Sockets stay open and nothing comes, no heartbeat either. Only an idle time-out notices.',
  },
  {
    name: 'slowHeaders',
    title: 'Keep the headers back',
    text: 'Dials are accepted and not answered. Only a connect time-out gives them up.',
  },
  {
    name: 'offline',
    title: 'Pull the plug',
    text: 'Simulated: the page is told that it is offline, and dials fail. Back online, the next one is made at once.',
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
    text: 'What a proxy says when its upstream is gone. The delay between the dials grows, and is random.',
  },
  {
    name: 'unavailable',
    title: '503, come back later',
    text: 'Retry-After in seconds. It is obeyed.',
  },
  {
    name: 'wrongType',
    title: '200, a login page',
    text: 'It is no event stream, and will not become one: the store closes. Connect again when it is over.',
  },
  {
    name: 'flood',
    title: 'Flood with 10,000 events',
    text: 'All of them in one write, to forty components, in the flood scene.',
  },
]

/** The failures, one click away. What lasts is over by itself, or at the second click. */
export function mountBadDays(): void {
  const card = find('[data-bad-days]')
  const explanation = find('[data-explanation]', card)
  const list = find('ul', card)

  for (const badDay of badDays) {
    const button = buttonFor(badDay)
    const explain = () => (explanation.textContent = badDay.text)
    button.addEventListener('pointerenter', explain)
    button.addEventListener('focus', explain)
    button.addEventListener('click', () => {
      explain()
      start(badDay.name, button).catch(() => (explanation.textContent = 'The server did not answer.'))
    })
    const item = document.createElement('li')
    item.append(button)
    list.append(item)
  }

  stats.on('message', ({ data }) => {
    for (const name of lasting) showTimeLeft(name, data.badDays[name] ?? 0)
  })
}

const lasting = badDays
  .map(({ name }) => name)
  .filter((name) => name !== 'flood' && badDayDurations[name] > 0) as BadDayName[]

async function start(name: BadDay['name'], button: HTMLButtonElement): Promise<void> {
  if (name === 'flood') return flood(0)
  await post(`/api/bad/${name}`, { active: !button.hasAttribute('data-active') })
}

function buttonFor({ name, title, text }: BadDay): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'bad-day'
  button.dataset.badDay = name
  button.title = text
  const duration = document.createElement('small')
  // Its countdown is for the eye: read out, it would never end.
  duration.ariaHidden = 'true'
  button.append(title, duration)
  if (name !== 'flood' && badDayDurations[name] > 0) {
    button.ariaPressed = 'false'
    duration.textContent = secondsOf(durationOf(name))
  }
  return button
}

function showTimeLeft(name: BadDayName, left: number): void {
  const button = find(`[data-bad-day=${name}]`)
  const isActive = left > 0
  button.toggleAttribute('data-active', isActive)
  button.ariaPressed = String(isActive)
  button.style.setProperty('--left', String(left / durationOf(name)))
  find('small', button).textContent = secondsOf(isActive ? left : durationOf(name))
}

const durationOf = (name: BadDayName) => badDayDurations[name] * pace

const secondsOf = (milliseconds: number) => `${Math.ceil(milliseconds / 1000)} s`
