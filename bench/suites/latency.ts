import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../browser/launchBrowser.ts'
import { contestants, isOurs, limit, mount } from '../browser/contestants.ts'
import type { Contestant } from '../browser/contestants.ts'
import { opened, withStage } from '../browser/stage.ts'
import type { Stage } from '../browser/stage.ts'
import { spreadOf } from '../measure.ts'
import type { Sights } from '../browser/pages/page.ts'
import type { Suite } from '../suite.ts'

/** Milliseconds from the server's write of each event until it was seen. */
interface Latencies {
  /** In the document, at 100 events a second. */
  readonly committed: number[]
  /** In a frame, at 100 events a second. */
  readonly painted: number[]
  /** In the document, with pauses between the events. */
  readonly alone: number[]
}

/** By how many milliseconds the median of ours may be above that of the limit. */
const allowances: Readonly<Record<keyof Latencies, number>> = {
  committed: 0.6,
  painted: 1.5,
  alone: 0.6,
}

const what: Readonly<Record<keyof Latencies, string>> = {
  committed: 'DOM commit at 100 events/s',
  painted: 'painted frame at 100 events/s',
  alone: 'DOM commit at 20 events/s',
}

/** How long an event takes from the server's write until the document shows it. */
export const latency: Suite = ({ quick, log }) =>
  withStage(['production'], async (stage) => {
    const rounds = quick ? 1 : 2
    const invited = quick
      ? contestants.filter((each) => each === limit || isOurs(each))
      : contestants
    const found = new Map(
      invited.map((each): [Contestant, Latencies] => [
        each,
        { committed: [], painted: [], alone: [] },
      ]),
    )
    for (let round = 0; round < rounds; round++) {
      for (const [contestant, latencies] of found) {
        log(`  round ${round + 1} of ${rounds}: ${contestant.name}`)
        await measure(stage, contestant, quick ? 100 : 300, latencies)
      }
    }

    const medianOf = (contestant: Contestant, name: keyof Latencies) =>
      spreadOf(found.get(contestant)?.[name] ?? []).median
    const names = Object.keys(what) as (keyof Latencies)[]
    return {
      title: 'From the server’s write to the document',
      method:
        'A component shows the last event. Each event is stamped when the server writes it, and counts as shown when the ' +
        'document, or a painted frame, holds it or a newer one. Both clocks are the monotonic one of the system. Contestants ' +
        `take turns in ${rounds} rounds, in Chromium, in production builds.`,
      tables: [
        {
          caption: 'Milliseconds from the server’s write',
          columns: [
            '',
            'to the DOM at 100 events/s, median',
            'p99',
            'to the painted frame, median',
            'p99',
            'to the DOM at 20 events/s, median',
          ],
          rows: [...found].map(([{ name }, { committed, painted, alone }]) => [
            name,
            round2(spreadOf(committed).median),
            round2(p99(committed)),
            round2(spreadOf(painted).median),
            round2(p99(painted)),
            round2(spreadOf(alone).median),
          ]),
        },
      ],
      charts: (['painted', 'committed'] as const).map((name) => ({
        name: `latency-${name}`,
        title: `Server write to ${what[name]}, median`,
        unit: 'ms',
        bars: invited.map((contestant) => ({
          label: contestant.name,
          value: round2(medianOf(contestant, name)),
          ours: isOurs(contestant),
        })),
      })),
      goals: invited.filter(isOurs).flatMap((contestant) =>
        names.map((name) => {
          const more = medianOf(contestant, name) - medianOf(limit, name)
          return {
            what: `Server write to ${what[name]}, median above the native EventSource: ${contestant.name}`,
            goal: `<= ${allowances[name]} ms`,
            reached: `${round2(more)} ms`,
            met: more <= allowances[name],
          }
        }),
      ),
      faults: [],
    }
  })

/** Sends so many events to a contestant, and adds what it took. */
function measure(
  { server, withPage }: Stage,
  contestant: Contestant,
  count: number,
  latencies: Latencies,
) {
  return withPage(contestant.bundle, async (page) => {
    const stream = server.stream()
    await mount(page, contestant, stream.path)
    await opened(stream)
    await page.call('watch')

    async function send(count: number, pace: number) {
      const written: number[] = []
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          written.push(now())
          stream.write(`data: ${written.length - 1}\n\n`)
          if (written.length < count) return
          clearInterval(timer)
          resolve()
        }, pace)
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
    await send(200, 5)
    stream.write('data: -1\n\n')
    await sleep(100)
    await page.call('changes')
    await page.call('paints')

    const { changes, paints } = await send(count, 10)
    latencies.committed.push(...changes)
    latencies.painted.push(...paints)
    stream.write('data: -1\n\n')
    await sleep(100)
    await page.call('changes')
    latencies.alone.push(...(await send(count / 5, 50)).changes)
  })
}

const p99 = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.99)] ?? NaN

const round2 = (number: number) => Math.round(number * 100) / 100
