import { firstScene, sceneNames, type SceneName } from './scenes.ts'

const panelNames = ['machine', 'devtools', 'wire', 'react', 'vue'] as const

export type PanelName = (typeof panelNames)[number]

/** What the page shows, from its address: `#prices`, or `#prices/wire`. */
export interface Address {
  readonly scene: SceneName
  /** What the address names and the page does not have. */
  readonly unknown: string | null
  readonly panel: PanelName
}

/** The first scene and the first panel are shown where the address names none that is there. */
export function readAddress(): Address {
  const [scene, panel] = location.hash.slice(1).split('/')
  const known = sceneNames.find((name) => name === scene)
  return {
    scene: known ?? firstScene,
    unknown: known || !scene ? null : scene,
    panel: panelNames.find((name) => name === panel) ?? 'machine',
  }
}

export const hashOf = ({ scene, panel }: Pick<Address, 'scene' | 'panel'>) =>
  panel === 'machine' ? `#${scene}` : `#${scene}/${panel}`

/** Goes to an address. The browser remembers the one before, unless the new one takes its place. */
export function goTo(part: Partial<Address>, { replace = false } = {}): void {
  const hash = hashOf({ ...readAddress(), ...part })
  if (hash === hashOf(readAddress())) return
  if (!replace) return void (location.hash = hash)
  history.replaceState(null, '', hash)
  dispatchEvent(new HashChangeEvent('hashchange'))
}
