import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../browser/until.ts'
import type { Setup } from '../browser/pages/page.ts'
import { answered, counted, seenBy, withStream } from './hooksScenario.ts'
import type { Scenario } from './hooksScenario.ts'

/**
 * Whether to switch on the options by which a library reconnects, where they are off by default.
 */
type Wish = Pick<Setup, 'reconnect'>

const wished = ({ reconnect }: Wish) => (reconnect ? ', reconnecting switched on' : '')

/** The state that ours shows of a refusal. */
const promised = /^closed: http 401$/

const unauthorized =
  (wish: Wish): Scenario =>
  (stage, contestant, quick) =>
    withStream(
      stage,
      contestant,
      async ({ page, stream }) => {
        const seconds = 6
        const isShown = async () => promised.test((await page.call('notes')).status)
        // A contestant that goes on dialling is watched to the end; in a quick run, one that has
        // given up is not.
        if (!quick || !(await until(isShown, seconds * 1000))) await sleep(seconds * 1000)
        const { status } = await page.call('notes')
        const dials = stream.dials.length
        const row = `401${wished(wish)}`
        return [
          { row: `${row}: dials in ${seconds} s`, value: dials, kept: dials <= 1 },
          { row: `${row}: what the component shows`, value: status, kept: promised.test(status) },
        ]
      },
      { answer: () => 401, ...wish },
    )

const badGateway =
  (wish: Wish): Scenario =>
  (stage, contestant) =>
    withStream(
      stage,
      contestant,
      async ({ page, stream }) => {
        await until(async () => (await seenBy(page)).length === 5)
        stream.end()
        // The longest delay among the libraries is five seconds, and there are two of them.
        const isBack = await until(() => stream.dials.length > 2, 12_000)
        if (isBack) await until(async () => (await seenBy(page)).includes('10'))
        const seen = await seenBy(page)
        const different = new Set(seen).size
        const row = `a 502 at a redial${wished(wish)}`
        return [
          answered(isBack, `${row}: back within 12 s?`),
          answered(stream.dials[2]?.lastEventId === '5', `${row}: with Last-Event-ID?`),
          counted(10 - different, 0, `${row}: lost of 10`),
          counted(seen.length - different, 0, `${row}: received twice`),
        ]
      },
      {
        answer({ index, lastEventId }) {
          if (index === 1) return 502
          return `retry: 100\n${after(lastEventId, index === 0 ? 5 : 10)}`
        },
        ...wish,
      },
    )

const orderlyEnd: Scenario = (stage, contestant) =>
  withStream(
    stage,
    contestant,
    async ({ page, stream }) => {
      await until(async () => (await seenBy(page)).length === 5)
      stream.end()
      await until(() => stream.open === 0)
      // The browser waits for a second, as `retry` says.
      await sleep(300)
      const { status } = await page.call('notes')
      const isBack = await until(async () => (await seenBy(page)).length === 10, 5000)
      return [
        {
          row: 'the server ends the stream: the state meanwhile',
          value: status,
          kept: status.startsWith('reconnecting'),
        },
        answered(isBack, 'the server ends the stream: back, and nothing missing?'),
      ]
    },
    {
      answer: ({ index, lastEventId }) =>
        `retry: 1000\n${after(lastEventId, index === 0 ? 5 : 10)}`,
    },
  )

/** The events that follow the last one that a client has, up to a number. */
function after(lastEventId: string, end: number): string {
  let text = ''
  for (let id = Number(lastEventId) + 1; id <= end; id++) text += `id: ${id}\ndata: ${id}\n\n`
  return text
}

/** What happens when the server refuses, or ends the stream. */
export const failureScenarios: Readonly<Record<string, Scenario>> = {
  'an orderly end': orderlyEnd,
  'a 401': unauthorized({}),
  'a 502': badGateway({}),
}

/** The same with the options on by which a library reconnects. Ours has none. */
export const optInScenarios: Readonly<Record<string, Scenario>> = {
  'a 401, reconnecting': unauthorized({ reconnect: true }),
  'a 502, reconnecting': badGateway({ reconnect: true }),
}
