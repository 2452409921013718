import type { Phase } from '@use-event-source/core/tools'

/** What each phase means. */
export const meanings: { readonly [P in Phase]: string } = {
  idle: 'Nothing listens, so nothing is dialled.',
  connecting: 'The first dial is under way.',
  open: 'The server accepted. Events may arrive.',
  dropped:
    'The connection broke. The browser, another tab or a renewal of access has it dialled again.',
  waiting: 'The connection broke. A timer runs until the next dial.',
  offline: 'The browser sees no network. The next dial waits for it, or for ten seconds.',
  redialing: 'A dial after a failure is under way.',
  paused: 'The page is hidden, and pauseWhenHidden is set.',
  failed: 'It ended, and is dialled again only on request.',
}
