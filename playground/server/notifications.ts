import type { Inbox, Notice } from '../src/shared/wire.ts'
import { pick } from './chance.ts'
import { createJournal } from './journal.ts'
import type { Sequence } from './sequence.ts'

/** How often something happens by itself, in milliseconds. */
const period = 6000

/** How many notices can be unread, and how many events a returning client may have missed. */
const most = 200

/** How many notices the inbox shows. */
const shown = 5

const happenings: readonly (readonly [title: string, text: string])[] = [
  ['Deploy finished', 'The shop runs the version of this morning.'],
  ['Review requested', 'Imke asks you to look at the checkout.'],
  ['Invoice paid', 'Number 4711, a week early.'],
  ['Build failed', 'One test of the cart is red.'],
  ['New comment', 'Tarek: this can go.'],
  ['Disk almost full', 'The log server has a tenth of its space left.'],
]

/** An inbox that fills by itself, and by request. */
export interface Notifications extends Sequence {
  add(): void
  /** Marks everything as read, for every page that is open. */
  read(): void
}

export function createNotifications(): Notifications {
  const journal = createJournal(most)
  const notices: Notice[] = []
  let readUpTo = journal.latest() + 1
  let nextAt = Date.now() + period

  function add() {
    const [title, text] = pick(happenings, journal.latest())
    const notice: Notice = { id: journal.latest() + 1, title, text }
    notices.push(notice)
    if (notices.length > most) notices.shift()
    journal.append('notice', notice)
  }

  // An empty inbox shows nothing.
  for (let count = 0; count < 3; count++) add()

  return {
    ...journal,
    latest() {
      if (Date.now() >= nextAt) {
        nextAt = Date.now() + period
        add()
      }
      return journal.latest()
    },
    greeting(cursor) {
      // As it was at the cursor: what came after it follows as events.
      const seen = notices.filter(({ id }) => id <= cursor)
      const inbox: Inbox = {
        unread: seen.filter(({ id }) => id > readUpTo).length,
        newest: seen.slice(-shown).toReversed(),
      }
      return { id: String(cursor), type: 'inbox', data: JSON.stringify(inbox) }
    },
    add,
    read() {
      readUpTo = journal.latest()
      journal.append('read', {})
    },
  }
}
