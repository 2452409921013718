import { find } from './element.ts'
import { flood } from './flood.ts'
import { post } from './post.ts'
import { stats } from './stats.ts'

interface BadDay {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly start: () => Promise<void>
}

const badDays: readonly BadDay[] = [
  {
    name: 'drop',
    title: 'Drop every socket',
    text: 'A proxy restarts. Each stream breaks in the middle.',
    start: () => post('/api/bad/drop'),
  },
  {
    name: 'unavailable',
    title: 'Answer 503 for 10 seconds',
    text: 'With Retry-After, which is obeyed.',
    start: () => post('/api/bad/unavailable'),
  },
  {
    name: 'silence',
    title: 'Fall silent for 20 seconds',
    text: 'The sockets stay open and nothing comes, no heartbeat either.',
    start: () => post('/api/bad/silence'),
  },
  {
    name: 'flood',
    title: 'Flood with 10,000 events',
    text: 'All of them in one write, to forty components.',
    start: () => flood(0),
  },
]

/** The failures, one click away. */
export function mountBadDays(): void {
  const body = find('[data-bad-days] .body')
  for (const badDay of badDays) body.append(button(badDay))

  stats.on('message', ({ data }) => {
    showTimeLeft('unavailable', data.unavailable)
    showTimeLeft('silence', data.silent)
  })
}

function button({ name, title, text, start }: BadDay): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'bad-day'
  element.dataset.badDay = name
  const strong = document.createElement('strong')
  strong.textContent = title
  const span = document.createElement('span')
  span.textContent = text
  const left = document.createElement('small')
  element.append(strong, span, left)
  element.addEventListener('click', () => {
    left.textContent = ''
    start().catch(() => (left.textContent = 'No answer'))
  })
  return element
}

function showTimeLeft(name: string, milliseconds: number): void {
  const element = find(`[data-bad-day=${name}]`)
  element.toggleAttribute('data-active', milliseconds > 0)
  find('small', element).textContent = milliseconds > 0 ? `${Math.ceil(milliseconds / 1000)} s` : ''
}
