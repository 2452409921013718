import type { EventStateOptions } from '../store/eventState.ts'
import { messageOf } from './messages.ts'
import { shownOf } from './checkOptions.ts'

const names: { readonly [K in keyof Required<EventStateOptions<any, any>>]: true } = {
  load: true,
  includes: true,
  onGap: true,
  onLoadError: true,
}

/**
 * Checks the options of a state when it is made.
 *
 * @throws TypeError that says what to do.
 */
export function checkStateOptions(options: EventStateOptions<any, any>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(names, name))
      throw new TypeError(messageOf('option-unknown', name, Object.keys(names).join(', ')))
    if (value !== undefined && typeof value !== 'function')
      throw new TypeError(messageOf('option-invalid', name, shownOf(value), 'a function'))
  }
}
