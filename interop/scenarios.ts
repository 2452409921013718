// What every server is asked, whatever it is written in: a table, and one function for each row.
import { claim, equal } from './claims.ts'
import type { Stream } from './streams.ts'
import { tallyOf } from './tally.ts'

/** What a scenario asks a server with. */
interface Streams {
  /** Opens a stream, whose events are of one type; `tick` where none is named. */
  open(path: string, parameters?: Readonly<Record<string, string>>, type?: string): Stream
  /** Kills the server, and starts it again on its port. */
  restart(): Promise<void>
}

export interface Scenario {
  /** What it shows, as a column of the docs. */
  readonly shows: string
  play(streams: Streams): Promise<void>
}

const chinese = '你好，世界 🎉\nGrüße'
const megabyte = 1_000_000

export const scenarios = {
  open: {
    shows: 'a stream opens',
    async play({ open }) {
      const { source, until } = open('/ticks')
      await until(() => source.getSnapshot().status === 'open')
      equal(source.response?.status, 200)
    },
  },
  types: {
    shows: 'an event has its type, also the type `error`',
    async play({ open }) {
      const { source, heard, until } = open('/say', { type: 'error', text: 'no' }, 'error')
      await until(() => heard.length > 0)
      equal(heard[0]?.said, 'no')
      equal(source.getSnapshot().failureCount, 0)
    },
  },
  ids: {
    shows: 'each event has its id',
    async play({ open }) {
      const { heard, until } = open('/ticks')
      await until(() => heard.length >= 5)
      const ids = heard.slice(0, 5).map(({ id }) => id)
      claim(!ids.includes('') && new Set(ids).size === 5, `five ids differ: ${ids.join(' ')}`)
    },
  },
  heartbeat: {
    shows: 'comments come through a silent stream, which stays open',
    async play({ open }) {
      const stream = open('/beats')
      await stream.until(() => stream.heard.length > 0)
      claim(stream.beats > 0, 'a heartbeat came before the event')
      equal(stream.opened, 1)
    },
  },
  resume: {
    shows: 'a stream that the server ends goes on behind its last event',
    async play({ open }) {
      const stream = open('/ticks', { count: '5' })
      await stream.until(() => stream.heard.length >= 15 && stream.opened > 1)
      isWhole(stream)
    },
  },
  nothing: {
    shows: '204 ends a stream',
    async play({ open }) {
      const stream = open('/nothing')
      const { source, until } = stream
      await until(() => source.getSnapshot().status === 'closed')
      equal(source.getSnapshot().failure?.kind, 'ended')
      equal(stream.opened, 0)
    },
  },
  wrongType: {
    shows: 'a page of HTML is no stream, and is shown',
    async play({ open }) {
      const { source, until } = open('/page')
      await until(() => source.getSnapshot().status === 'closed')
      const { failure } = source.getSnapshot()
      equal(failure?.kind, 'protocol')
      claim(failure?.body?.includes('<p>') === true, 'the failure has the body of the page')
    },
  },
  chinese: {
    shows: 'Chinese, an emoji and a line break',
    async play({ open }) {
      const { heard, until } = open('/say', { type: 'tick', text: chinese })
      await until(() => heard.length > 0)
      equal(heard[0]?.said, chinese)
    },
  },
  big: {
    shows: 'an event of a megabyte',
    async play({ open }) {
      const { heard, until } = open('/say', { type: 'tick', text: 'x', times: `${megabyte}` })
      await until(() => heard.length > 0)
      equal(heard[0]?.said, 'x'.repeat(megabyte))
    },
  },
  restart: {
    shows: 'a server that is killed and started again',
    async play({ open, restart }) {
      const stream = open('/ticks')
      await stream.until(() => stream.heard.length >= 5)
      await restart()
      const before = stream.heard.length
      await stream.until(() => stream.heard.length >= before + 5 && stream.opened > 1)
      isWhole(stream)
    },
  },
} satisfies Readonly<Record<string, Scenario>>

export type ScenarioName = keyof typeof scenarios

/** Every number came once, in order, and not by chance: each reconnect went on from the last ID. */
function isWhole({ heard, gaps }: Stream) {
  const { lost, twice } = tallyOf(heard.map(({ said }) => JSON.parse(said).n as number))
  equal({ lost, twice, gaps }, { lost: 0, twice: 0, gaps: 0 })
}
