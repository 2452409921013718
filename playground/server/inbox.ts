import type { Mail, User } from '../src/shared/wire.ts'
import { pick } from './chance.ts'
import { clock, type Sequence } from './sequence.ts'

const { latest } = clock(400)

const subjects = [
  'Lunch at noon',
  'Your ticket',
  'The minutes',
  'A parcel',
  'Keys found',
  'Invoice',
]

/** Mails to one user. Those of all users have the same numbers, so that an id tells nothing. */
export const inboxOf = (to: User): Sequence => ({
  latest,
  replay: 100,
  welcome: 3,
  eventAt(seq) {
    const mail: Mail = { to, number: seq % 1000, subject: pick(subjects, seq) }
    return { id: String(seq), type: 'mail', data: JSON.stringify(mail) }
  },
})
