import { explain } from './messages.ts'
import type { LiveSource } from '../view/componentSource.ts'
import { warn } from './warn.ts'

type Live = Pick<LiveSource<never>, 'key'>

/** What a key is made of, in the order of `liveKeyOf`. */
const parts = ['url', 'method', 'withCredentials', 'body', 'key', 'events'] as const

const times = 3
const within = 1000

/** When a component has changed the same option of one URL, up to its present stream. */
const streaks = new WeakMap<Live, { readonly option: string; readonly at: readonly number[] }>()

/**
 * Takes note that a component has left a stream for another one, and warns when an option that it writes anew at each
 * render makes it do so. Another URL is always meant, even if it changes with every letter that somebody types.
 */
export function noteRedial(previous: Live, next: Live): void {
  const [before, after] = [previous, next].map(({ key }) => JSON.parse(key) as unknown[])
  const option = parts.find((_, index) => JSON.stringify(before?.[index]) !== JSON.stringify(after?.[index]))
  if (option === undefined || option === 'url') return
  const streak = streaks.get(previous)
  const at = [...(streak?.option === option ? streak.at : []), Date.now()].slice(-times)
  streaks.set(next, { option, at })
  if (at.length === times && at.at(-1)! - at[0]! <= within) warn(explain('option-redials', option))
}
