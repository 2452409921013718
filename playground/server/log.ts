import type { LogLine } from '../src/shared/wire.ts'
import { chance } from './chance.ts'
import { clock, type Sequence } from './sequence.ts'

const period = 50
const { latest, timeOf } = clock(period)

type Template = readonly [
  level: LogLine['level'],
  service: string,
  message: (seq: number) => string,
]

const templates: readonly Template[] = [
  ['info', 'gateway', (seq) => `GET /cart/${number(seq, 9000)} 200 in ${number(seq + 1, 90)} ms`],
  ['info', 'gateway', (seq) => `POST /checkout 201 in ${number(seq, 240)} ms`],
  [
    'info',
    'gateway',
    (seq) => `GET /search?page=${number(seq, 9)} 200 in ${number(seq + 1, 60)} ms`,
  ],
  [
    'debug',
    'cache',
    (seq) => `hit ratio ${90 + number(seq, 9)} % over ${number(seq + 1, 5000)} keys`,
  ],
  ['debug', 'queue', (seq) => `drained ${number(seq, 400)} jobs in ${number(seq + 1, 30)} ms`],
  ['info', 'mailer', (seq) => `receipt ${number(seq, 99_999)} handed to the relay`],
  ['info', 'deploy', (seq) => `instance ${number(seq, 12)} is healthy`],
  [
    'warn',
    'gateway',
    (seq) => `GET /search 200 in ${900 + number(seq, 900)} ms, slower than 800 ms`,
  ],
  ['warn', 'queue', (seq) => `job ${number(seq, 99_999)} is tried for the third time`],
  [
    'error',
    'payments',
    (seq) => `card processor answered 502, order ${number(seq, 99_999)} kept for later`,
  ],
]

const number = (seq: number, most: number) => 1 + Math.floor(chance(seq) * most)

/** The log of a shop that does not exist. */
export const log: Sequence = {
  latest,
  // A quarter of an hour.
  replay: 18_000,
  // Almost as many as a page keeps, so that it is full after a moment.
  welcome: 9980,
  eventAt(seq) {
    // The square keeps the templates at the end, warnings and errors, rare.
    const [level, service, message] = templates[Math.floor(chance(seq) ** 1.6 * templates.length)]!
    const line: LogLine = { level, service, message: message(seq * 13), at: timeOf(seq) }
    return { id: String(seq), type: 'line', data: JSON.stringify(line) }
  },
}
