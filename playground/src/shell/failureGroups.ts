import type { FailureName } from '../shared/failures.ts'

export interface Failure {
  readonly name: FailureName | 'flood'
  readonly title: string
  readonly text: string
}

interface FailureGroup {
  readonly title: string
  readonly failures: readonly Failure[]
}

/** What a visitor can make go wrong, by where it goes wrong. */
export const failureGroups: readonly FailureGroup[] = [
  {
    title: 'The connection',
    failures: [
      {
        name: 'drop',
        title: 'Drop every socket',
        text: 'Streams go on from the last event ID.',
      },
      {
        name: 'half',
        title: 'Break inside an event',
        text: 'Cut in two: it is shown once, and whole.',
      },
      {
        name: 'silence',
        title: 'Fall silent',
        text: 'Only the idle time-out notices.',
      },
      {
        name: 'slowHeaders',
        title: 'Keep the headers back',
        text: 'Only the connect time-out ends the wait.',
      },
      {
        name: 'offline',
        title: 'Go offline',
        text: 'Simulated. A local server is still tried.',
      },
    ],
  },
  {
    title: 'The server says',
    failures: [
      {
        name: 'limited',
        title: '429, too many requests',
        text: 'Retry-After is a date, and is waited for.',
      },
      {
        name: 'badGateway',
        title: '502, a page of HTML',
        text: 'A proxy without upstream: delays grow.',
      },
      {
        name: 'unavailable',
        title: '503, come back later',
        text: 'Retry-After in seconds, and waited for.',
      },
      {
        name: 'wrongType',
        title: '200, a login page',
        text: 'No event stream, so retrying is pointless.',
      },
    ],
  },
  {
    title: 'The token',
    failures: [
      {
        name: 'unauthorized',
        title: '401, the token expired',
        text: 'The client gets a new one, once for all.',
      },
    ],
  },
  {
    title: 'The load',
    failures: [
      {
        name: 'flood',
        title: 'Flood with 10,000 events',
        text: 'In one write, to forty components.',
      },
    ],
  },
]
