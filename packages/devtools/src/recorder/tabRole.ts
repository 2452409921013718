import type { ObservedStream } from '@use-event-source/core/tools'

/** The part that this tab takes in a stream that tabs share. */
export type TabRole = NonNullable<ObservedStream['tab']>['role']

/** Returns the part of this tab, or `null` where it has the stream for itself. */
export const tabRoleOf = ({ tab }: ObservedStream): TabRole | null => (tab?.lock ? tab.role : null)
