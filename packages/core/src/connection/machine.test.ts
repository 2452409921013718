import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../transports/failure.ts'
import type { ConnectionFailure } from './failure.ts'
import { effectsOf, hasSocket, initialState, transition } from './machine.ts'
import type { ConnectionEvent, ConnectionState, Phase } from './machine.ts'

// Every phase, every event, and where it leads. A dot is an event that is ignored.
const expectedTable = `
             connect     open  progress  drop     wait     offline  pause   fail    release
 idle        connecting  .     .         .        .        offline  paused  .       .
 connecting  .           open  .         dropped  waiting  offline  paused  failed  idle
 open        .           .     open      dropped  waiting  offline  paused  failed  idle
 dropped     redialing   open  .         dropped  waiting  offline  paused  failed  idle
 waiting     redialing   .     .         .        waiting  offline  paused  .       idle
 offline     redialing   .     .         .        waiting  .        paused  .       idle
 redialing   .           open  .         dropped  waiting  offline  paused  failed  idle
 paused      connecting  .     .         .        .        offline  .       .       idle
 failed      connecting  .     .         .        waiting  .        paused  .       idle
`

const [columns = [], ...rows] = expectedTable
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))

const expected = new Map<string, string>(
  rows.flatMap(([phase, ...cells]) =>
    cells.map((cell, i) => [`${phase} ${columns[i]}`, cell] as const),
  ),
)

const older: ConnectionFailure = {
  kind: 'http',
  message: 'before',
  status: 503,
  willRetry: true,
  retryAt: 5,
}
const newer: Failure = { kind: 'network', message: 'now' }

const states: { readonly [P in Phase]: ConnectionState } = {
  idle: initialState,
  connecting: { phase: 'connecting', dial: 7, failureCount: 0, failure: null },
  open: { phase: 'open', dial: 7, failureCount: 2, failure: null },
  dropped: { phase: 'dropped', dial: 7, failureCount: 2, failure: older },
  waiting: { phase: 'waiting', dial: 7, failureCount: 2, failure: older },
  offline: { phase: 'offline', dial: 7, failureCount: 2, failure: older },
  redialing: { phase: 'redialing', dial: 7, failureCount: 2, failure: older },
  paused: { phase: 'paused', dial: 7, failureCount: 0, failure: null },
  failed: {
    phase: 'failed',
    dial: 7,
    failureCount: 2,
    failure: { ...older, willRetry: false, retryAt: null },
  },
}

const events: { readonly [T in ConnectionEvent['type']]: ConnectionEvent & { type: T } } = {
  connect: { type: 'connect' },
  open: { type: 'open' },
  progress: { type: 'progress' },
  drop: { type: 'drop', failure: newer, retryAt: null },
  wait: { type: 'wait', failure: newer, retryAt: 99 },
  offline: { type: 'offline', failure: newer },
  pause: { type: 'pause' },
  fail: { type: 'fail', failure: newer },
  release: { type: 'release' },
}

const allStates = Object.values(states)
const allEvents = Object.values(events)

/** The outside world, which refuses what would leave something behind or have it twice. */
function createWorld() {
  let socket: number | null = null
  let timer: string | null = null
  let watched = false
  const timerOf = (state: ConnectionState) =>
    state.phase === 'waiting' || state.phase === 'offline' ? `${state.phase} ${state.dial}` : null

  function follow(from: ConnectionState, to: ConnectionState) {
    const effects = effectsOf(from, to)
    expect(new Set(effects).size).toBe(effects.length)
    for (const [i, effect] of effects.entries()) {
      if (effect === 'hangUp') {
        expect(socket).toBe(from.dial)
        socket = null
      } else if (effect === 'dial') {
        // The answer may come at once, and must find everything else in place.
        expect([socket, timer, watched, i]).toEqual([null, timerOf(to), true, effects.length - 1])
        socket = to.dial
      } else if (effect === 'startTimer') timer = timerOf(to)
      else if (effect === 'stopTimer') timer = null
      else {
        expect(watched).toBe(effect === 'ignoreNetwork')
        watched = !watched
      }
    }
    const asleep = to.phase === 'idle' || to.phase === 'failed'
    expect({ socket, timer, watched }).toEqual({
      socket: hasSocket(to) ? to.dial : null,
      timer: timerOf(to),
      watched: !asleep,
    })
  }

  /** Brings the world to where a state says that it is. */
  function arrive(state: ConnectionState) {
    socket = hasSocket(state) ? state.dial : null
    watched = state.phase !== 'idle' && state.phase !== 'failed'
    timer = timerOf(state)
  }
  return { follow, arrive }
}

test('every pair of phase and event leads where the table says, and leaves nothing behind', () => {
  expect(expected.size).toBe(allStates.length * allEvents.length)

  for (const from of allStates) {
    for (const event of allEvents) {
      const to = transition(from, event)
      const pair = `${from.phase} ${event.type}`
      expect(`${pair} ${to === from ? '.' : to.phase}`).toBe(`${pair} ${expected.get(pair)}`)
      if (to === from) expect(effectsOf(from, to)).toEqual([])
      const world = createWorld()
      world.arrive(from)
      world.follow(from, to)
    }
  }
})

test('on any walk there is never a second socket, timer or network listener, nor one left behind', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...allEvents), { maxLength: 60 }), (walk) => {
      const world = createWorld()
      let state = initialState
      for (const event of walk) {
        const next = transition(state, event)
        world.follow(state, next)
        expect(next.dial - state.dial).toBe(
          next.phase === 'connecting' || next.phase === 'redialing' ? Number(next !== state) : 0,
        )
        expect(next.failureCount).toBeGreaterThanOrEqual(0)
        state = next
      }
    }),
  )
})

describe('a state', () => {
  test('begins with nothing dialled and nothing failed', () => {
    expect(initialState).toEqual({ phase: 'idle', dial: 0, failureCount: 0, failure: null })
  })

  test.each(['idle', 'paused', 'failed'] as const)(
    'of a first dial after %s is as good as new',
    (phase) => {
      const { dial } = states[phase]
      const next = { phase: 'connecting', dial: dial + 1, failureCount: 0, failure: null }
      expect(transition(states[phase], events.connect)).toEqual(next)
    },
  )

  test.each(['dropped', 'waiting', 'offline'] as const)(
    'of a redial after %s keeps the reason and the count',
    (phase) => {
      const failure = { ...older, willRetry: true, retryAt: null }
      expect(transition(states[phase], events.connect)).toEqual({
        phase: 'redialing',
        dial: 8,
        failureCount: 2,
        failure,
      })
    },
  )

  test.each(['connecting', 'dropped', 'redialing'] as const)(
    'that opens after %s keeps the count until there is progress',
    (phase) => {
      const { failureCount } = states[phase]
      expect(transition(states[phase], events.open)).toEqual({
        phase: 'open',
        dial: 7,
        failureCount,
        failure: null,
      })
    },
  )

  test('with progress has no failures, and is the same when it had none', () => {
    const forgiven = transition(states.open, events.progress)
    expect(forgiven).toEqual({ phase: 'open', dial: 7, failureCount: 0, failure: null })
    expect(transition(forgiven, events.progress)).toBe(forgiven)
  })

  describe.each(['connecting', 'open', 'dropped', 'redialing'] as const)(
    'lost while %s',
    (phase) => {
      const { failureCount } = states[phase]

      test('counts one failure more, and tells what happens next', () => {
        const failure = { ...newer, willRetry: true, retryAt: null }
        const lost = { dial: 7, failureCount: failureCount + 1, failure }
        expect(transition(states[phase], events.drop)).toEqual({ ...lost, phase: 'dropped' })
        expect(transition(states[phase], events.wait)).toEqual({
          ...lost,
          phase: 'waiting',
          failure: { ...failure, retryAt: 99 },
        })
        expect(transition(states[phase], events.fail)).toEqual({
          ...lost,
          phase: 'failed',
          failure: { ...failure, willRetry: false },
        })
      })

      test('for want of a network counts none', () => {
        const failure = { ...newer, willRetry: true, retryAt: null }
        expect(transition(states[phase], events.offline)).toEqual({
          phase: 'offline',
          dial: 7,
          failureCount,
          failure,
        })
      })
    },
  )

  test.each(['idle', 'paused'] as const)(
    'of a dial without a network after %s tells that',
    (phase) => {
      const { dial, failureCount } = states[phase]
      const failure = { ...newer, willRetry: true, retryAt: null }
      expect(transition(states[phase], events.offline)).toEqual({
        phase: 'offline',
        dial,
        failureCount,
        failure,
      })
    },
  )

  const ended: Failure = { kind: 'ended', message: 'the end' }

  test('after an orderly end counts no failure', () => {
    const waiting = transition(states.open, { type: 'wait', failure: ended, retryAt: 1 })
    expect(waiting).toMatchObject({ failureCount: 2, failure: ended })
    expect(transition(states.connecting, { type: 'fail', failure: ended }).failureCount).toBe(0)
  })

  test('of a dial that fails after an orderly end counts the second failure at least', () => {
    const lostOnce = (failureCount: number) =>
      [{ type: 'wait', failure: ended, retryAt: 1 } as const, events.connect, events.wait].reduce(
        transition,
        { ...states.open, failureCount } as ConnectionState,
      )
    expect([0, 1, 2].map((count) => lostOnce(count).failureCount)).toEqual([2, 2, 3])
  })

  test('that failed and is wanted again waits as if it had not, and counts nothing for that', () => {
    expect(transition(states.failed, events.wait)).toMatchObject({
      phase: 'waiting',
      failureCount: 2,
      failure: { willRetry: true, retryAt: 99 },
    })
  })

  test('that waited already keeps its reason when the network goes too', () => {
    const failure = { ...older, willRetry: true, retryAt: null }
    expect(transition(states.waiting, events.offline)).toEqual({
      phase: 'offline',
      dial: 7,
      failureCount: 2,
      failure,
    })
  })

  test('that is paused or released forgets its failures, and not the number of its dial', () => {
    const clean = { dial: 7, failureCount: 0, failure: null }
    expect(transition(states.waiting, events.pause)).toEqual({ ...clean, phase: 'paused' })
    expect(transition(states.waiting, events.release)).toEqual({ ...clean, phase: 'idle' })
    expect(transition(states.failed, events.release)).toEqual({ ...clean, phase: 'idle' })
  })
})

test('the effects come in an order that a transport cannot disturb by answering at once', () => {
  const after = (phase: Phase, type: ConnectionEvent['type']) =>
    effectsOf(states[phase], transition(states[phase], events[type]))

  expect(after('idle', 'connect')).toEqual(['watchNetwork', 'dial'])
  expect(after('dropped', 'connect')).toEqual(['hangUp', 'dial'])
  expect(after('waiting', 'connect')).toEqual(['stopTimer', 'dial'])
  expect(after('connecting', 'wait')).toEqual(['hangUp', 'startTimer'])
  expect(after('waiting', 'wait')).toEqual(['startTimer'])
  expect(after('connecting', 'open')).toEqual([])
  expect(after('open', 'progress')).toEqual([])
  expect(after('dropped', 'drop')).toEqual([])
  expect(after('open', 'release')).toEqual(['hangUp', 'ignoreNetwork'])
  expect(after('failed', 'release')).toEqual([])
})
