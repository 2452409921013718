import {
  EventSourceProvider,
  keepPrevious,
  useEventSource,
  useEventState,
  useSnapshot,
} from '@use-event-source/react'
import { statusText } from '../shared/statusText.ts'
import {
  account,
  chooseIdentity,
  client,
  identities,
  inboxEvents,
  mailReducers,
  noMails,
  signIn,
  signOut,
} from '../shared/users.ts'
import { users, type Mail } from '../shared/wire.ts'

export function UsersScene() {
  return (
    <EventSourceProvider client={client}>
      <Inbox />
    </EventSourceProvider>
  )
}

function Inbox() {
  const { user } = useSnapshot(account)
  const url = user && '/api/inbox'
  const { status, failure, data } = useEventSource(url, { events: inboxEvents, keepPrevious })
  const mails = useEventState(url, noMails, mailReducers, { events: inboxEvents })

  return (
    <>
      <p className="status-line">
        <span className="pill" data-status={status}>
          {status}
        </span>
        <span className="reason">{user ? statusText(status, failure) : 'Signed out'}</span>
      </p>
      <Identities />
      <Doors />
      <section className="inbox" data-user={user ?? ''} aria-label="Inbox in React">
        <h3>The newest, by keepPrevious</h3>
        <ul data-empty="Sign in to get mails.">{data && <MailRow mail={data} />}</ul>
        <h3>The newest five, by a reducer</h3>
        <ol data-empty="No mail yet.">
          {mails.map((mail) => (
            <MailRow key={mail.number} mail={mail} />
          ))}
        </ol>
      </section>
    </>
  )
}

function MailRow({ mail: { to, number, subject } }: { mail: Mail }) {
  return (
    <li data-to={to}>
      <b>To {to}</b> {number} {subject}
    </li>
  )
}

function Identities() {
  const { user, identity, isChanging } = useSnapshot(account)
  return (
    <div className="toolbar">
      <span className="count">Signed in by</span>
      <div className="choice" role="group" aria-label="Signed in by, in React">
        {identities.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === identity}
            disabled={user !== null || isChanging}
            onClick={() => chooseIdentity(name)}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  )
}

function Doors() {
  const { user, isChanging } = useSnapshot(account)
  return (
    <div className="toolbar">
      <span className="count">{user ?? 'Signed out'}</span>
      {user ? (
        <button type="button" className="button" disabled={isChanging} onClick={signOut}>
          Sign out
        </button>
      ) : (
        users.map((name) => (
          <button
            key={name}
            type="button"
            className="button"
            disabled={isChanging}
            onClick={() => signIn(name)}
          >
            Sign in as {name}
          </button>
        ))
      )}
    </div>
  )
}
