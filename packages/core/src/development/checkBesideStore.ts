import { messageOf } from './messages.ts'

/**
 * Checks the options of a hook whose source is a store, without those about the view.
 *
 * @throws TypeError for any that is left, because it would do nothing.
 */
export function checkBesideStore(options: object): void {
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) throw new TypeError(messageOf('option-beside-store', name))
}
