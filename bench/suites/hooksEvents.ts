import { setTimeout as sleep } from 'node:timers/promises'
import { connectionsOf } from '../browser/crowd.ts'
import { notice, size } from '../browser/flood.ts'
import { until } from '../browser/until.ts'
import { opened } from '../browser/stage.ts'
import { answered, counted, seenBy, withStream } from './hooksScenario.ts'
import type { Scenario } from './hooksScenario.ts'

const events = `${size.toLocaleString('en')} events`

const flood: Scenario = async (stage, contestant) => {
  const { bursts } = await notice(stage, contestant, 2)
  const { seen, inOrder } = bursts[0] as (typeof bursts)[number]
  const commits = Math.min(...bursts.map((burst) => burst.commits))
  return [
    { row: `${events} in one write: lost`, value: size - seen, kept: seen === size && inOrder },
    { row: `${events} in one write: commits`, value: commits, kept: commits <= 2 },
  ]
}

const equals: Scenario = async (stage, contestant) => {
  return withStream(stage, contestant, async ({ page, stream }) => {
    await opened(stream)
    stream.write('data: same\n\n'.repeat(10) + 'data: end\n\n')
    await until(async () => (await page.call('text')) === 'end')
    const seen = await seenBy(page)
    return [
      counted(
        seen.filter((data) => data === 'same').length,
        10,
        'ten equal payloads in a row: seen',
      ),
    ]
  })
}

const named: Scenario = async (stage, contestant) => {
  return withStream(
    stage,
    contestant,
    async ({ page, stream }) => {
      await opened(stream)
      stream.write(
        Array.from({ length: 50 }, (_, index) => `event: price\ndata: ${index}\n\n`).join(''),
      )
      await until(async () => (await seenBy(page)).length === 50, 3000)
      return [counted((await seenBy(page)).length, 50, '50 events named `price`: seen')]
    },
    { types: ['price'] },
  )
}

const namedError: Scenario = async (stage, contestant) => {
  return withStream(
    stage,
    contestant,
    async ({ page, stream }) => {
      await opened(stream)
      stream.write('event: error\ndata: oops\n\n')
      await until(async () => (await seenBy(page)).length > 0, 3000)
      const { status } = await page.call('notes')
      stream.write('data: after\n\n')
      await until(async () => (await seenBy(page)).includes('after'), 3000)
      const seen = await seenBy(page)
      return [
        answered(seen.includes('oops'), 'an event that the server names `error`: received?'),
        { row: 'the state after it', value: status, kept: status === 'open' },
        answered(seen.includes('after'), 'are events after it received?'),
      ]
    },
    { types: ['message', 'error'] },
  )
}

const twenty: Scenario = async (stage, contestant) => {
  const { open, othersAnswered } = await connectionsOf(stage, contestant)
  return [
    counted(open, 1, '20 components on one URL: connections'),
    answered(othersAnswered, 'is another request of the page answered meanwhile?'),
  ]
}

const urlChange: Scenario = async (stage, contestant) => {
  return withStream(stage, contestant, async ({ page, stream, setup }) => {
    const next = stage.server.stream()
    let sent = 0
    const timer = setInterval(() => {
      stream.write(`data: old ${sent}\n\n`)
      next.write(`data: new ${sent++}\n\n`)
    }, 10)
    try {
      const received = (which: string, count: number) => async () =>
        (await seenBy(page)).filter((data) => data.startsWith(which)).length >= count
      await until(received('old', 5))
      await page.call('change', { ...setup, url: next.path })
      await page.call('forget')
      await until(received('new', 20))
      const seen = await seenBy(page)
      const isHungUp = await until(() => stream.open === 0, 3000)
      return [
        counted(
          seen.filter((data) => data.startsWith('old')).length,
          0,
          'another URL: events of the old one afterwards',
        ),
        answered(
          seen.some((data) => data.startsWith('new')),
          'another URL: events of the new one?',
        ),
        answered(isHungUp, 'another URL: is the old connection closed within 3 s?'),
      ]
    } finally {
      clearInterval(timer)
    }
  })
}

const strictMode: Scenario = async (stage, contestant) => {
  if (!contestant.bundle.startsWith('react/')) return []
  return withStream(
    stage,
    contestant,
    async ({ stream }) => {
      await opened(stream)
      await sleep(500)
      return [counted(stream.dials.length, 1, 'StrictMode: dials')]
    },
    { strict: true },
  )
}

/** What happens to events when nothing fails. */
export const eventScenarios: Readonly<Record<string, Scenario>> = {
  'equal payloads': equals,
  'named events': named,
  'an event named error': namedError,
  'twenty components': twenty,
  StrictMode: strictMode,
  'another URL': urlChange,
}

/** Takes its time, and is measured by the suite `render` too. */
export const floodScenarios: Readonly<Record<string, Scenario>> = { 'a flood': flood }
