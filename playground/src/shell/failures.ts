import { failureDurations, failureNames, type FailureName } from '../shared/failures.ts'
import { pace } from '../shared/pace.ts'
import { find, setText } from './element.ts'
import { flood } from './flood.ts'
import { post } from './post.ts'
import { stats } from './stats.ts'

const lasting = failureNames.filter((name) => failureDurations[name] > 0)

/** Lets each failure begin at a click. One that lasts ends by itself, or at the second click. */
export function mountFailures(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-failure]')) {
    button.addEventListener('click', () => {
      start(button).catch(() => (find('span', button).textContent = 'The server did not answer.'))
    })
  }

  stats.on('message', ({ data }) => {
    for (const name of lasting) showTimeLeft(name, data.failures[name] ?? 0)
  })
}

async function start(button: HTMLElement): Promise<void> {
  const { failure: name } = button.dataset
  if (name === 'flood') return flood(0)
  await post(`/api/failures/${name}`, { active: !button.hasAttribute('data-active') })
}

function showTimeLeft(name: FailureName, left: number): void {
  const button = find(`[data-failure=${name}]`)
  const isActive = left > 0
  const duration = failureDurations[name] * pace
  button.toggleAttribute('data-active', isActive)
  button.ariaPressed = String(isActive)
  button.style.setProperty('--left', String(left / duration))
  setText(find('small', button), `${Math.ceil((isActive ? left : duration) / 1000)} s`)
}
