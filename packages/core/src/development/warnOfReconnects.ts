import type { SourceIdentity } from '../view/componentSource.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

const times = 3
const within = 1000

/** When a component has changed the same option of one URL, up to its present stream. */
const streaks = new WeakMap<
  SourceIdentity,
  { readonly option: string; readonly at: readonly number[] }
>()

/**
 * Warns when a component leaves one stream for another three times in a second because of an option
 * that it writes inline. A change of the URL is always meant, even with every letter that is typed.
 */
export function warnOfReconnects(
  source: { readonly identity: SourceIdentity | null } | null | undefined,
  next: SourceIdentity,
): void {
  const previous = source?.identity
  if (!previous) return
  const names = Object.keys(previous) as (keyof SourceIdentity)[]
  const option = names.find((name) => previous[name] !== next[name])
  if (option === undefined || option === 'url') return
  const streak = streaks.get(previous)
  const at = [...(streak?.option === option ? streak.at : []), Date.now()].slice(-times)
  streaks.set(next, { option, at })
  if (at.length === times && at.at(-1)! - at[0]! <= within)
    warn(messageOf('option-redials', option))
}
