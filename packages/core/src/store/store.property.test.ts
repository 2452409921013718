import { fakeTransport } from '@use-event-source/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import { collectReports, fakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ways = ['open', 'event', 'id', 'retry', 'comment', 'lose', 'drop', 'refuse', 'end'] as const
const calls = ['on', 'subscribe', 'off', 'connect', 'close'] as const
const turns = ['offline', 'online', 'hide', 'show', 'freeze', 'thaw', 'restore'] as const

const step = fc.oneof(
  fc.record({ who: fc.constant('server'), does: fc.constantFrom(...ways) }),
  fc.record({
    who: fc.nat(1),
    does: fc.constantFrom(...calls),
    then: fc.constantFrom(...calls, null, null),
  }),
  fc.record({ who: fc.constant('platform'), does: fc.constantFrom(...turns) }),
  fc.record({ who: fc.constant('time'), does: fc.constantFrom(0, 1, 500, 1000, 30_000, 60_000) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const options = fc.record({
  linger: fc.constantFrom(undefined, 0, 5000),
  idleTimeout: fc.constantFrom(undefined, 2000),
  connectTimeout: fc.constantFrom(undefined, 700),
  pauseWhenHidden: fc.boolean(),
  retry: fc.constantFrom(undefined, false as const, () => 300),
  method: fc.constantFrom(undefined, 'POST'),
})

test(
  'whatever happens, there is at most one socket, silence after a close, and nothing left in the end',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(options, fc.array(step, { maxLength: 50 }), (options, steps) => {
        vi.clearAllTimers()
        const platform = fakePlatform()
        const reports = collectReports()
        try {
          live(options, steps, platform)
          expect(reports.errors).toEqual([])
        } finally {
          reports.restore()
          platform.restore()
        }
      }),
      { numRuns: 500 },
    )
  },
)

type Options = typeof options extends fc.Arbitrary<infer T> ? T : never

function live(options: Options, steps: readonly Step[], platform: ReturnType<typeof fakePlatform>) {
  const transport = fakeTransport()
  const client = createEventSourceClient()
  const user = () => {
    const source = createEventSource({
      url: 'http://a.test/',
      events: { note: text },
      transport,
      client,
      ...options,
    })
    return {
      source,
      offs: [] as (() => void)[],
      closed: false,
      reaction: null as (typeof calls)[number] | null,
    }
  }
  const users = [user(), user()] as const
  let sent = 0

  function act(user: (typeof users)[number], call: (typeof calls)[number]) {
    const { source, offs } = user
    const hear = () => {
      // The closing itself is the last thing that a subscriber hears of.
      if (user.closed) expect(source.getSnapshot().status).toBe('closed')
      const { reaction } = user
      user.reaction = null
      if (reaction) act(user, reaction)
    }
    if (call === 'subscribe') offs.push(source.subscribe(hear))
    else if (call === 'off') offs.pop()?.()
    else if (call === 'connect') {
      user.closed = false
      source.connect()
    } else if (call === 'close') {
      user.closed = true
      source.close()
      // Unless a subscriber connected again when it heard of it.
      if (user.closed)
        expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
    } else {
      let last = sent
      offs.push(
        source.on('note', ({ data }) => {
          expect(user.closed).toBe(false)
          // In order, and none twice.
          expect(Number(data)).toBeGreaterThan(last)
          last = Number(data)
          hear()
        }),
      )
    }
  }

  function speak(way: (typeof ways)[number]) {
    const dial = transport.dials.at(-1)
    if (!dial || dial.closed) return
    try {
      if (way === 'event') dial.event('note', `${++sent}`, sent % 3 ? `${sent}` : undefined)
      else if (way === 'id') dial.id(`id ${sent}`)
      else if (way === 'retry') dial.retry(sent * 100)
      else if (way === 'lose') dial.lose()
      else if (way === 'drop') dial.lose({}, true)
      else if (way === 'refuse') dial.lose({ kind: 'http', status: sent % 2 ? 400 : 401 })
      else if (way === 'end') dial.lose({ kind: 'ended', status: 204 })
      else dial[way]()
    } catch (error) {
      // The fake refuses what no server can do, and so leaves it undone.
      if (!String(error).includes('connection cannot send')) throw error
    }
  }

  for (const each of steps) {
    if (each.who === 'server') speak(each.does)
    else if (each.who === 'time') vi.advanceTimersByTime(each.does)
    else if (each.who === 'platform') {
      if (each.does === 'restore') platform.pageshow(true)
      else platform[each.does]()
    } else {
      const user = users[each.who as 0 | 1]
      if ('then' in each) user.reaction = each.then
      act(user, each.does)
    }
    expect(transport.sockets).toBeLessThanOrEqual(1)
    for (const { source, closed } of users) {
      expect(source.getSnapshot()).toBe(source.getSnapshot())
      if (closed) expect(source.getSnapshot().status).toBe('closed')
    }
    if (users.every(({ closed }) => closed))
      expect([transport.sockets, platform.listeners]).toEqual([0, 0])
  }

  for (const user of users) {
    user.reaction = null
    for (const off of user.offs) off()
  }
  vi.advanceTimersByTime(600_000)
  expect({
    sockets: transport.sockets,
    timers: vi.getTimerCount(),
    listeners: platform.listeners,
  }).toEqual({
    sockets: 0,
    timers: 0,
    listeners: 0,
  })
}
