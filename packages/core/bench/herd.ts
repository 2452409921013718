// What load does a server get from 100,000 clients, or more? A simulation with the rules of the core. In the
// first scene all of them lose their stream within a tenth of a second, the server is down for ten
// seconds, and then takes all dials, or only a tenth of them a second, as real ones do. The others are
// servers that end, refuse or crash.
//   npm run herd                            prints the tables and writes docs/public/herd.svg
//   npm run herd -- --clients 1000000       prints the tables for as many
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { backoff } from '../src/index.ts'
import type { Failure, RetryPolicy } from '../src/index.ts'
import { broken, ended, peak, play, restarting, seeded, servers, sum } from './clients.ts'
import type { Outcome } from './clients.ts'

const drawn = 100_000
const { values } = parseArgs({ options: { clients: { type: 'string', default: `${drawn}` } } })
const clients = Number(values.clients)
const downFor = 10_000
/** What a server of so many clients is built for, in a second. */
const capacity = clients / 10
const minute = 60_000

interface Herd extends Outcome {
  readonly name: string
}

/** Lets the herd run against a server that restarts, and then takes `perSecond` dials in a second. */
const restart = (
  name: string,
  policy: RetryPolicy,
  perSecond: number,
  lost: Failure = broken,
): Herd => ({
  name,
  ...play({
    clients,
    policy,
    lost,
    within: 100,
    duration: 600_000,
    answer: restarting(downFor, perSecond),
  }),
})

const run = (perSecond: number) => [
  restart('a fixed 3 s', () => 3000, perSecond),
  restart('backoff()', backoff({ random: seeded(11) }), perSecond),
  restart('backoff(), after orderly ends', backoff({ random: seeded(11) }), perSecond, ended),
]

const whole = (value: number) => Math.round(value).toLocaleString('en')
const seconds = (value?: number) =>
  value === undefined ? 'never' : `${((value - downFor) / 1000).toFixed(1)} s`

function table(herds: readonly Herd[]) {
  const rows = herds.map(({ name, dials, back }) => [
    name,
    {
      'dials in a second, while down': whole(peak(dials, 1000, 0, downFor)),
      'in a second, after': whole(peak(dials, 1000, downFor)),
      'in 100 ms, after': whole(peak(dials, 100, downFor)),
      'dials in all': whole(sum(dials)),
      'half are back': seconds(back[clients / 2]),
      '99 %': seconds(back[clients * 0.99]),
      all: seconds(back[clients - 1]),
    },
  ])
  console.table(Object.fromEntries(rows))
}

console.log(
  `${whole(clients)} clients; the server is down for ${downFor / 1000} s, and then takes every dial:`,
)
table(run(Infinity))
const limited = run(capacity)
console.log(`The same, but it takes ${whole(capacity)} dials a second and refuses the rest:`)
table(limited)

/** Lets the herd run against a server that does the same each time. */
const meet = (answer: Parameters<typeof play>[0]['answer'], within: number) =>
  play({
    clients,
    within,
    lost: broken,
    duration: 10 * minute,
    policy: backoff({ random: seeded(13) }),
    answer,
  })

const quiet = meet(servers.endsEveryHalfMinute, 30_000)
const crashing = meet(servers.greetsAndCrashes, 1000)
const asking = meet(servers.asksToWait, 1000)
console.log('The same clients, and servers that do not restart:')
console.table({
  'a quiet stream that ends every 30 s': {
    'dials of each in a minute': (sum(quiet.dials) / clients / 10).toFixed(1),
    'in a second, at most': whole(peak(quiet.dials, 1000)),
    'open for': `${(100 * quiet.openShare).toFixed(1)} %`,
  },
  'one that accepts, greets and crashes': {
    'dials of each in a minute': (sum(crashing.dials.subarray(5 * minute)) / clients / 5).toFixed(
      1,
    ),
    'in a second, at most': whole(peak(crashing.dials, 1000, minute)),
    'open for': `${(100 * crashing.openShare).toFixed(1)} %`,
  },
  'one that says Retry-After: 30': {
    'dials of each in a minute': '-',
    'in a second, at most': whole(peak(asking.dials, 1000, 2000)),
    'open for': '-',
  },
})

// The page of the picture speaks of so many.
if (clients === drawn) {
  const picture = new URL('../../../docs/public/herd.svg', import.meta.url)
  mkdirSync(new URL('.', picture), { recursive: true })
  writeFileSync(picture, draw(limited.slice(0, 2)))
  console.log(`Drawn in ${picture.pathname}.`)
}

/**
 * Draws the dials of each second. Text and axes take the colour of the page, so that it suits light
 * and dark.
 */
function draw(herds: readonly Herd[]): string {
  const [width, height, left, bottom, top] = [720, 320, 64, 36, 44]
  const shown = 60
  const most = 120_000
  const x = (second: number) => left + (second / shown) * (width - left - 24)
  const y = (count: number) => height - bottom - (count / most) * (height - bottom - top)
  const at = (second: number, count: number) => `${x(second).toFixed(1)},${y(count).toFixed(1)}`
  const colours = ['#e5484d', '#3b82f6']

  const series = herds.map(({ dials }, index) => {
    const steps = Array.from({ length: shown }, (_, second) => {
      const count = Math.min(sum(dials.subarray(second * 1000, second * 1000 + 1000)), most)
      return `${at(second, count)} ${at(second + 1, count)}`
    })
    const points = `${at(0, 0)} ${steps.join(' ')} ${at(shown, 0)}`
    return `<polygon points="${points}" fill="${colours[index]}" fill-opacity=".25" stroke="${colours[index]}" stroke-width="1.5"/>`
  })
  const legend = herds.map(
    ({ name, back }, index) =>
      `<rect x="${left + index * 300}" y="14" width="12" height="12" fill="${colours[index]}"/>` +
      `<text x="${left + 18 + index * 300}" y="24">${name}: all are back after ${seconds(back[clients - 1])}</text>`,
  )
  const rows = [0, 40_000, 80_000, 120_000].map(
    (count) =>
      `<path d="M${at(0, count)}H${x(shown)}" stroke="currentColor" stroke-opacity=".2"/>` +
      `<text x="${left - 8}" y="${y(count) + 4}" text-anchor="end">${whole(count)}</text>`,
  )
  const columns = [0, 10, 20, 30, 40, 50, 60].map(
    (second) => `<text x="${x(second)}" y="${height - 14}" text-anchor="middle">${second} s</text>`,
  )
  const up = downFor / 1000
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="currentColor" class="herd">
<title>Dials in each second: ${whole(clients)} clients, a server that is down for ${up} s and then takes ${whole(capacity)} a second</title>
<style>.herd { color: #1f2328 } @media (prefers-color-scheme: dark) { .herd { color: #e6edf3 } }</style>
${[...rows, ...columns, ...series, ...legend].join('\n')}
<path d="M${at(up, 0)}V${top}" stroke="currentColor" stroke-dasharray="4 4"/>
<text x="${x(up) + 6}" y="${top + 10}">the server is up</text>
<text x="${x(shown)}" y="${top + 10}" text-anchor="end">dials per second</text>
</svg>
`
}
