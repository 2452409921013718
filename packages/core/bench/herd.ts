// What load does a server get when it comes back, and 100,000 clients with it? A simulation: all
// clients lose their stream within a tenth of a second, the server is down for ten seconds, and
// each dial that fails is followed by the delay of the client's policy. Once up, the server takes
// all dials, or only so many a second, as real ones do.
//   npm run herd             prints the table and writes docs/public/herd.svg
import { mkdirSync, writeFileSync } from 'node:fs'
import { backoff } from '../src/index.ts'
import type { RetryPolicy } from '../src/index.ts'

const clients = 100_000
const downFor = 10_000
const noticedWithin = 100
const capacity = 10_000
const longest = 600_000

/** A generator of random numbers (mulberry32): the same picture each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Herd {
  readonly name: string
  /** Dials in each millisecond, since the server went down. */
  readonly dials: Uint32Array
  /** When each client was back, in order. */
  readonly back: readonly number[]
}

/**
 * Lets the herd run against a server that takes `perSecond` dials in a second, evenly, and refuses
 * the rest.
 */
function simulate(name: string, policy: RetryPolicy, perSecond: number): Herd {
  const random = seeded(7)
  const dials = new Uint32Array(longest)
  const back: number[] = []
  // The clients that dial in each millisecond, each by its failure count.
  const due = Array.from({ length: longest }, (): number[] => [])
  const failure = { kind: 'network', message: 'The server is down.' } as const
  const fail = (now: number, failureCount: number) => {
    const delay = policy({ failure, failureCount, serverDelay: null, sinceDial: 0 }) || 0
    due[Math.min(Math.floor(now) + Math.max(Math.round(delay), 1), longest - 1)]?.push(failureCount)
  }
  for (let client = 0; client < clients; client++) fail(random() * noticedWithin, 1)

  let credit = 0
  for (let now = 0; now < longest && back.length < clients; now++) {
    const dialling = due[now] ?? []
    dials[now] = dialling.length
    // Unused capacity is kept for a tenth of a second at most.
    credit = now < downFor ? 0 : Math.min(credit + perSecond / 1000, perSecond / 10)
    for (const failureCount of dialling) {
      if (credit < 1) fail(now, failureCount + 1)
      else {
        credit--
        back.push(now)
      }
    }
  }
  return { name, dials, back }
}

const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0)

/** The most dials within any `span` milliseconds from `since` on. */
function peak(dials: Uint32Array, span: number, since: number, until = dials.length): number {
  let within = 0
  let most = 0
  for (let now = since; now < until; now++) {
    within += (dials[now] ?? 0) - (now - span >= since ? (dials[now - span] ?? 0) : 0)
    most = Math.max(most, within)
  }
  return most
}

const run = (perSecond: number) => [
  simulate('a fixed 3 s', () => 3000, perSecond),
  simulate('backoff()', backoff({ random: seeded(11) }), perSecond),
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

const picture = new URL('../../../docs/public/herd.svg', import.meta.url)
mkdirSync(new URL('.', picture), { recursive: true })
writeFileSync(picture, draw(limited))
console.log(`Drawn in ${picture.pathname}.`)

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
