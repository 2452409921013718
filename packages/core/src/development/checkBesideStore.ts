import { isStore } from '../view/source.ts'
import { messageOf } from './messages.ts'

/**
 * Checks the options of a hook, where its source is a store, without those about the view.
 *
 * @throws TypeError for any that is left, because it would do nothing.
 */
export function checkBesideStore(source: unknown, options: object): void {
  if (!isStore(source)) return
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) throw new TypeError(messageOf('option-beside-store', name))
}
