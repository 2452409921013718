import { seededRandom } from './random.ts'
import { createWorld } from './world.ts'

const steps = 150
const mostTabs = 7

/**
 * Plays one random life of some tabs, with everything that may happen to them, and then lets them
 * settle. Returns what went wrong, or `null`.
 */
export function simulate(seed: number): string | null {
  const random = seededRandom(seed)
  const world = createWorld(random)
  const { tabs } = world
  const some = (is: (tab: (typeof tabs)[number]) => boolean) => random.pick(tabs.filter(is))
  const running = () => some((tab) => tab.isRunning)

  const rare: (() => void)[] = [
    () => tabs.filter((tab) => tab.isAlive).length === mostTabs || world.open(),
    () => running()?.close('crash'),
    () => running()?.close('leave'),
    () => freeze(),
    () => freeze(),
    () => thaw(),
    () => running()?.pause(),
    () => resume(),
    () => some((tab) => tab.hasStream && tab.isRunning)?.drop(),
  ]

  function freeze() {
    const tab = running()
    tab?.freeze()
    if (tab) world.forget(tab)
  }
  const thaw = () => some((tab) => tab.isAlive && !tab.isRunning && !tab.isListening())?.thaw()
  const resume = () => some((tab) => tab.isAlive && !tab.isRunning && tab.isListening())?.resume()

  world.open()
  world.open()
  for (let step = 0; step < steps && !world.failure; step++) {
    const tab = running()
    if (random.chance(0.08)) random.pick(rare)!()
    else if (random.chance(0.15)) world.publish()
    else if (random.chance(0.1)) tab?.tick()
    else if (tab) world.turn(tab)
    world.check()
  }
  world.loseNothing()
  while (tabs.some((tab) => tab.isAlive && !tab.isRunning)) {
    thaw()
    resume()
  }
  world.publish()
  settle()

  function settle() {
    for (let round = 0; round < 12 && !world.failure; round++) {
      for (let busy = true; busy && !world.failure;) {
        busy = false
        for (const tab of tabs) if (tab.isRunning && world.turn(tab)) busy = true
        world.check()
      }
      for (const tab of tabs) if (tab.isRunning) tab.tick()
    }
    const alive = tabs.filter((tab) => tab.isAlive)
    const behind = alive.filter((tab) => !tab.isOpen || tab.lastId !== world.newest)
    if (behind.length > 0) world.fail(`${behind.map(({ name }) => name).join(', ')} wait for ever`)
    if (alive.length > 0 && alive.filter((tab) => tab.hasStream).length !== 1)
      world.fail('not one stream is open')
  }
  return world.failure
}
