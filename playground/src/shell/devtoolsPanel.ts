import { find } from './element.ts'

/** Docks the devtools. They are loaded when their panel is shown, and are there only so long. */
export function mountDevtools(): (isShown: boolean) => void {
  const panel = find('#panel-devtools')
  let isWanted = false
  let unmount: (() => void) | null = null

  async function show(): Promise<void> {
    const { mount } = await import('@use-event-source/devtools/panel')
    if (isWanted) unmount ??= mount(panel)
  }

  return (isShown) => {
    isWanted = isShown
    if (isShown) return void show()
    unmount?.()
    unmount = null
  }
}
