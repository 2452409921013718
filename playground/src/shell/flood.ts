import { reactCommits, vueCommits } from '../shared/commits.ts'
import { numbers } from '../shared/numbers.ts'
import { goTo } from './address.ts'
import { post } from './post.ts'

/** Asks the server for ten thousand numbers, as soon as somebody is there to receive them. */
export async function flood(duration: number): Promise<void> {
  goTo({ scene: 'flood' })
  await untilOpen()
  // The pages have just shown that they are open. What they commit from here on is for the flood.
  await new Promise(requestAnimationFrame)
  reactCommits.reset()
  vueCommits.reset()
  await post('/api/bad/flood', { count: 10_000, duration })
}

function untilOpen(): Promise<void> {
  return new Promise((resolve) => {
    const off = numbers.subscribe(look)
    function look() {
      if (numbers.getSnapshot().status !== 'open') return
      off()
      resolve()
    }
    look()
  })
}
