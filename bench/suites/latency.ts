import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../browser/launchBrowser.ts'
import { contestants, isOurs, limit, mount } from '../browser/contestants.ts'
import type { Contestant } from '../browser/contestants.ts'
import { opened, withStage } from '../browser/stage.ts'
import type { Stage } from '../browser/stage.ts'
import { spreadOf } from '../measure.ts'
import type { Sights } from '../browser/pages/page.ts'
import type { Suite } from '../suite.ts'

/** How many events come in a second, and how many of them are measured in each round. */
const paces = [
  { rate: 20, count: 60 },
  { rate: 100, count: 300 },
  { rate: 1000, count: 600 },
] as const
type Rate = (typeof paces)[number]['rate']

/** Where an event is seen: in the document, or in a frame that was painted. */
type Place = 'DOM' | 'frame'

/** Milliseconds from the server's write of each event until it was seen. */
type Latencies = Record<Place, Record<Rate, number[]>>

/** By how many milliseconds the median of ours may be above that of the limit. */
const allowances: readonly (readonly [Place, Rate, number])[] = [
  ['DOM', 20, 0.6],
  ['DOM', 100, 0.6],
  ['frame', 20, 1.5],
  ['frame', 100, 1.5],
  ['frame', 1000, 1.5],
]

const what: Readonly<Record<Place, string>> = { DOM: 'DOM commit', frame: 'painted frame' }

/** How long an event takes from the server's write until the document shows it. */
export const latency: Suite = ({ quick, log }) =>
  withStage(['production'], async (stage) => {
    const rounds = quick ? 1 : 2
    const invited = quick
      ? contestants.filter((each) => each === limit || isOurs(each))
      : contestants
    const found = new Map(invited.map((each): [Contestant, Latencies] => [each, nothingYet()]))
    for (let round = 0; round < rounds; round++) {
      for (const [contestant, latencies] of found) {
        log(`  round ${round + 1} of ${rounds}: ${contestant.name}`)
        await measure(stage, contestant, quick ? 0.2 : 1, latencies)
      }
    }

    const medianOf = (contestant: Contestant, place: Place, rate: Rate) =>
      spreadOf(found.get(contestant)?.[place][rate] ?? []).median
    return {
      title: 'From the server’s write to the document',
      method:
        'A component shows the last event. Each event is stamped when the server writes it, and counts as shown when the ' +
        'document, or a painted frame, holds it or a newer one. Both clocks are the monotonic one of the system. Contestants ' +
        `take turns in ${rounds} rounds, in Chromium, in production builds.`,
      tables: (['DOM', 'frame'] as const).map((place) => ({
        caption: `Milliseconds from the server’s write to the ${what[place]}`,
        columns: ['', ...paces.flatMap(({ rate }) => [`${rate} events/s, median`, 'p99'])],
        rows: [...found].map(([{ name }, latencies]) => [
          name,
          ...paces.flatMap(({ rate }) => {
            const times = latencies[place][rate]
            return [round2(spreadOf(times).median), round2(p99(times))]
          }),
        ]),
      })),
      charts: (['frame', 'DOM'] as const).map((place) => ({
        name: place === 'DOM' ? 'latency' : 'latency-painted',
        title: `Server write to ${what[place]} at 100 events/s, median`,
        unit: 'ms',
        bars: invited.map((contestant) => ({
          label: contestant.name,
          value: round2(medianOf(contestant, place, 100)),
          ours: isOurs(contestant),
        })),
      })),
      goals: invited.filter(isOurs).flatMap((contestant) =>
        allowances.map(([place, rate, most]) => {
          const more = medianOf(contestant, place, rate) - medianOf(limit, place, rate)
          return {
            what: `Server write to ${what[place]} at ${rate} events/s, median above the native EventSource: ${contestant.name}`,
            goal: `<= ${most} ms`,
            reached: `${round2(more)} ms`,
            met: more <= most,
          }
        }),
      ),
      faults: [],
    }
  })

const nothingYet = (): Latencies => ({
  DOM: { 20: [], 100: [], 1000: [] },
  frame: { 20: [], 100: [], 1000: [] },
})

/** Sends a contestant this part of the events of each pace, and adds what they took. */
function measure(
  { server, withPage }: Stage,
  contestant: Contestant,
  part: number,
  latencies: Latencies,
) {
  return withPage(contestant.bundle, async (page) => {
    const stream = server.stream()
    await mount(page, contestant, stream.path)
    await opened(stream)
    await page.call('watch')

    async function send(count: number, rate: number) {
      stream.write('data: -1\n\n')
      await sleep(100)
      await page.call('changes')
      await page.call('paints')
      const written: number[] = []
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          written.push(now())
          stream.write(`data: ${written.length - 1}\n\n`)
          if (written.length < count) return
          clearInterval(timer)
          resolve()
        }, 1000 / rate)
      })
      await sleep(100)
      const offset = await page.clockOffset()
      const latenciesOf = (sights: Sights) =>
        written.map((at, index) => {
          // An event is there as soon as it is shown, or one that came after it.
          const sight = sights.find(([text]) => text !== '' && Number(text) >= index)
          if (!sight) throw new Error(`${contestant.name} never showed event ${index}.`)
          return sight[1] + offset - at
        })
      return {
        changes: latenciesOf(await page.call('changes')),
        paints: latenciesOf(await page.call('paints')),
      }
    }

    // So that the code is warm.
    await send(200, 200)
    for (const { rate, count } of paces) {
      const { changes, paints } = await send(count * part, rate)
      latencies.DOM[rate].push(...changes)
      latencies.frame[rate].push(...paints)
    }
  })
}

const p99 = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.99)] ?? NaN

const round2 = (number: number) => Math.round(number * 100) / 100
