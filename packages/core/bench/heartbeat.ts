// What does `idleTimeout: 'auto'` make of servers with a heartbeat? A simulation of eight hours:
// how often a line is dialled again that was not dead, and how long a dead one stays unnoticed.
//   npm run heartbeat
import { createHeartbeat } from '../src/transports/heartbeat.ts'
import { seeded } from './clients.ts'

const second = 1000
const hour = 3600 * second

/** When a server sends its next comment, in milliseconds. */
export type Beat = (random: () => number) => number

/** Servers as they are met, by what is special about them. */
export const beats: Readonly<Record<string, Beat>> = {
  'every 15 s': () => 15 * second,
  'every 30 s': () => 30 * second,
  'every 3 min': () => 180 * second,
  'every second': () => second,
  'every 15 s, a second early or late': (random) => 14 * second + random() * 2 * second,
  'every 30 s, one in ten is lost': (random) => (random() < 0.1 ? 60 : 30) * second,
  'every 15 s, stalls for a minute twice an hour': (random) =>
    (random() < 2 / 240 ? 75 : 15) * second,
}

/** Lets a server live for so long, and then fall silent. */
export function listen(beat: Beat, random: () => number, duration: number = 8 * hour) {
  const heartbeat = createHeartbeat()
  let needless = 0
  for (let now = 0; now < duration;) {
    const silence = beat(random)
    if (silence > heartbeat.timeout) {
      needless++
      heartbeat.missed()
    } else heartbeat.learn(silence)
    now += silence
  }
  return { needless, noticedAfter: heartbeat.timeout }
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const runs = 100
  const rows = Object.entries(beats).map(([name, beat]) => {
    const results = Array.from({ length: runs }, (_, seed) => listen(beat, seeded(seed)))
    const needless = results.reduce((total, result) => total + result.needless, 0) / runs
    const slowest = Math.max(...results.map(({ noticedAfter }) => noticedAfter))
    return [
      name,
      {
        'needless redials in 8 h': needless,
        'a dead line, at most': `${Math.round(slowest / second)} s`,
      },
    ]
  })
  console.table(Object.fromEntries(rows))
}
