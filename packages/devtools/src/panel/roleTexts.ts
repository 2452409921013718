import type { TabRole } from '../recorder/tabRole.ts'

/** What a tab does that shares a stream, for a line of the list and for a sentence. */
export const roleTexts: Readonly<
  Record<TabRole, { readonly short: string; readonly long: string }>
> = {
  leading: { short: 'leads', long: 'leads: it connects for the others' },
  following: { short: 'follows', long: 'follows: another tab connects' },
  away: { short: 'away', long: 'takes no part now' },
}
