import { reactCommits, vueCommits } from '../shared/commits.ts'
import type { AnySource } from '../shared/watched.ts'
import { goTo } from './address.ts'
import { post } from './post.ts'
import { untilShown } from './sceneColumn.ts'

/** Requests ten thousand numbers from the server, as soon as the scene is there to receive them. */
export async function flood(duration: number): Promise<void> {
  goTo({ scene: 'flood' })
  await untilShown('flood')
  const { numbers } = await import('../shared/numbers.ts')
  await untilOpen(numbers)
  // The pages have just shown that they are open. From here on they commit for the flood.
  await new Promise(requestAnimationFrame)
  reactCommits.reset()
  vueCommits.reset()
  await post('/api/flood', { count: 10_000, duration })
}

function untilOpen(source: AnySource): Promise<void> {
  return new Promise((resolve) => {
    const off = source.subscribe(check)
    function check() {
      if (source.getSnapshot().status !== 'open') return
      off()
      resolve()
    }
    check()
  })
}
