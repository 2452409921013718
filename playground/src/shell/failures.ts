import { failureDurations, failureNames, type FailureName } from '../shared/failures.ts'
import { pace } from '../shared/pace.ts'
import { find } from './element.ts'
import { failureGroups, type Failure } from './failureGroups.ts'
import { flood } from './flood.ts'
import { post } from './post.ts'
import { stats } from './stats.ts'

/** Shows a button for each failure. One that lasts ends by itself, or at the second click. */
export function mountFailures(): void {
  const list = find('[data-failure-groups]')
  for (const { title, failures } of failureGroups) {
    const heading = document.createElement('h3')
    heading.textContent = title
    const items = document.createElement('ul')
    items.append(...failures.map(itemOf))
    list.append(heading, items)
  }

  stats.on('message', ({ data }) => {
    for (const name of lasting) showTimeLeft(name, data.failures[name] ?? 0)
  })
}

const lasting = failureNames.filter((name) => failureDurations[name] > 0)

function itemOf({ name, title, text }: Failure): HTMLLIElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'failure'
  button.dataset.failure = name
  const label = document.createElement('b')
  label.textContent = title
  const explanation = document.createElement('span')
  explanation.textContent = text
  const duration = document.createElement('small')
  // The countdown is hidden from screen readers, which would read out each second.
  duration.ariaHidden = 'true'
  button.append(label, duration, explanation)
  if (name !== 'flood' && failureDurations[name] > 0) {
    button.ariaPressed = 'false'
    duration.textContent = secondsOf(durationOf(name))
  }
  button.addEventListener('click', () => {
    start(name, button).catch(() => (explanation.textContent = 'The server did not answer.'))
  })
  const item = document.createElement('li')
  item.append(button)
  return item
}

async function start(name: Failure['name'], button: HTMLButtonElement): Promise<void> {
  if (name === 'flood') return flood(0)
  await post(`/api/failures/${name}`, { active: !button.hasAttribute('data-active') })
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
