import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { vi } from 'vitest'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import type { FakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { createEventSource } from './eventSource.ts'
import { createEventState } from './eventState.ts'
import type { EventSourceOptions } from './store.ts'

export const answers = [
  ...(['open', 'event', 'id', 'retry', 'comment'] as const),
  ...(['lose', 'drop', 'refuse', 'end', 'restart'] as const),
]
export const calls = [
  ...(['on', 'subscribe', 'onGap', 'reduce', 'off', 'connect', 'close'] as const),
  ...(['abort', 'clear'] as const),
]
export const turns = ['offline', 'online', 'hide', 'show', 'freeze', 'thaw', 'restore'] as const

type Answer = (typeof answers)[number]
type Call = (typeof calls)[number]
type Options = Partial<EventSourceOptions<{ note: string }>>

/** What a user calls now, and what the next callback of that user calls and throws. */
interface UserStep {
  readonly who: 'user'
  readonly user: number
  readonly does: Call
  readonly then: Call | null
  readonly throws: boolean
}

export type Step =
  | UserStep
  | { readonly who: 'server'; readonly does: Answer }
  | { readonly who: 'platform'; readonly does: (typeof turns)[number] }
  | { readonly who: 'time'; readonly does: number }

/** What a listener throws: of all exceptions the only one that reaches the platform. */
export const broken = new Error('a broken listener')

/** What all users of a stream share. */
interface Stage {
  readonly transport: FakeTransport
  /** The number of the newest event. */
  sent: number
  /** Whether no callback has done anything since the newest event was sent. */
  isCalm: boolean
  clear(): void
  promise(isKept: boolean, what: string): void
}

/** One who uses a store in every way, also from within its callbacks, which throw now and then. */
function createUser(stage: Stage, options: Options) {
  const { promise } = stage
  const controller = new AbortController()
  const offs: (() => void)[] = []
  let reaction: Call | null = null
  let throws = false
  let isClosed = false
  let listeners = 0
  /** How many listeners have heard the newest event. */
  let heard = 0

  function react(error: Error) {
    const [call, isBroken] = [reaction, throws]
    reaction = null
    throws = false
    if (call || isBroken) stage.isCalm = false
    if (call) act(call)
    if (isBroken) throw error
  }
  const option = (name: string) => react(new Error(`a broken ${name}`))

  const source = createEventSource<{ note: string }>({
    retry: () => (option('retry'), 300),
    ...options,
    url: 'http://a.test/',
    transport: stage.transport,
    signal: controller.signal,
    events: { note: (raw) => (option('decoder'), raw) },
    onInvalid: () => option('onInvalid'),
    until: ({ raw }) => (option('until'), raw.endsWith('9') && 'after'),
  })
  const newest = createEventState(source, 0, {
    note(last, { data }) {
      promise(Number(data) > last, `${data} is reduced after ${last}`)
      react(broken)
      return Number(data)
    },
  })

  function listen() {
    let last = 0
    listeners++
    const off = source.on('note', ({ data }) => {
      promise(!isClosed, `${data} is heard after closing`)
      promise(Number(data) > last, `${data} is heard after ${last}`)
      last = Number(data)
      if (last === stage.sent) heard++
      react(broken)
    })
    return () => {
      listeners--
      off()
    }
  }

  function end(how: 'abort' | 'close') {
    isClosed = true
    if (how === 'abort') controller.abort()
    source.close()
    // Unless a subscriber connected again when it was notified.
    if (isClosed) promise(source.getSnapshot().status === 'closed', `${how} leaves it open`)
  }

  function act(call: Call) {
    if (call === 'on') offs.push(listen())
    else if (call === 'subscribe') offs.push(source.subscribe(() => react(broken)))
    else if (call === 'onGap') offs.push(source.onGap(() => react(broken)))
    else if (call === 'reduce') offs.push(newest.subscribe(() => react(broken)))
    else if (call === 'off') offs.pop()?.()
    else if (call === 'clear') stage.clear()
    else if (call === 'connect') {
      isClosed = controller.signal.aborted
      source.connect()
    } else end(call)
  }

  return {
    isClosed: () => isClosed,
    step({ does, then, throws: isBroken }: UserStep) {
      reaction = then
      throws = isBroken
      act(does)
    },
    /** A client that was cleared begins again, but for what was aborted. */
    cleared() {
      isClosed = controller.signal.aborted
    },
    check() {
      const snapshot = source.getSnapshot()
      promise(snapshot === source.getSnapshot(), 'a snapshot is another at each look')
      promise(!isClosed || snapshot.status === 'closed', `${snapshot.status} after closing`)
    },
    /** Returns a check that every listener has heard the event that is sent meanwhile. */
    expectEvent() {
      const due = source.getSnapshot().status === 'open' ? listeners : 0
      heard = 0
      return () => promise(!stage.isCalm || heard === due, `${heard} of ${due} heard the event`)
    },
    leave() {
      reaction = null
      throws = false
      for (const off of offs) off()
    },
  }
}

function speak(stage: Stage, answer: Answer) {
  const dial = stage.transport.dials.at(-1)
  if (!dial || dial.closed) return
  const { sent } = stage
  try {
    if (answer === 'event') {
      stage.isCalm = true
      stage.sent++
      dial.event('note', `${stage.sent}`, sent % 3 ? `${sent}` : undefined)
    } else if (answer === 'id') dial.id(`id ${sent}`)
    else if (answer === 'retry') dial.retry(sent * 100)
    else if (answer === 'lose') dial.lose()
    else if (answer === 'drop') dial.lose({}, true)
    else if (answer === 'refuse') dial.lose({ kind: 'http', status: sent % 2 ? 400 : 401 })
    else if (answer === 'end') dial.lose({ kind: 'ended', status: 204 })
    else if (answer === 'restart') dial.lose({ kind: 'ended', complete: true })
    else dial[answer]()
  } catch (error) {
    // The fake refuses what no server can do, and so leaves it undone.
    if (!String(error).includes('connection cannot send')) throw error
  }
}

/** Lives through the steps, and returns which promises were broken. */
export function live(
  options: Options,
  steps: readonly Step[],
  platform: FakePlatform,
): readonly string[] {
  const faults: string[] = []
  const client = createEventSourceClient()
  const stage: Stage = {
    transport: fakeTransport(),
    sent: 0,
    isCalm: true,
    clear() {
      for (const user of users) user.cleared()
      client.clear()
    },
    promise: (isKept, what) => void (isKept || faults.push(what)),
  }
  const { transport, promise } = stage
  const users = [0, 1].map(() => createUser(stage, { ...options, client }))

  for (const step of steps) {
    const checks = users.map((user) => user.expectEvent())
    if (step.who === 'server') speak(stage, step.does)
    else if (step.who === 'time') vi.advanceTimersByTime(step.does)
    else if (step.who === 'user') users[step.user]?.step(step)
    else if (step.does === 'restore') platform.pageshow(true)
    else platform[step.does]()

    if (step.who === 'server' && step.does === 'event') for (const check of checks) check()
    for (const user of users) user.check()
    promise(transport.sockets <= 1, `${transport.sockets} sockets`)
    if (users.every((user) => user.isClosed()))
      promise(transport.sockets + platform.listeners === 0, 'a closed stream holds something')
  }

  for (const user of users) user.leave()
  vi.advanceTimersByTime(600_000)
  promise(transport.sockets === 0, `${transport.sockets} sockets in the end`)
  promise(vi.getTimerCount() === 0, `${vi.getTimerCount()} timers in the end`)
  promise(platform.listeners === 0, `${platform.listeners} listeners in the end`)
  return faults
}
