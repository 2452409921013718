import { mount } from '@use-event-source/devtools/panel'
import { find } from './element.ts'

/** Docks the devtools, which are there only while their panel is shown. */
export function mountDevtools(): (isShown: boolean) => void {
  const panel = find('#panel-devtools')
  let unmount: (() => void) | null = null
  return (isShown) => {
    if (isShown) unmount ??= mount(panel)
    else unmount?.()
    if (!isShown) unmount = null
  }
}
