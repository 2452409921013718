import type { TabRole } from '../recorder/tabRole.ts'

/** What a tab does that shares a stream, for a line of the list, a title and a sentence. */
export const roleTexts: Readonly<
  Record<TabRole, { readonly short: string; readonly taken: string; readonly long: string }>
> = {
  leading: {
    short: 'leads',
    taken: 'This tab has taken over',
    long: 'leads: it connects for the others',
  },
  following: {
    short: 'follows',
    taken: 'Another tab has taken over',
    long: 'follows: another tab connects',
  },
  away: { short: 'away', taken: 'This tab has stepped back', long: 'takes no part now' },
}
