import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { resumeFrom } from '../connection/resumeFrom.ts'
import { backoff } from '../connection/retry.ts'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'
import { hearWarnings } from './hearWarnings.test.helper.ts'
import { messageOf } from './messages.ts'

type Options = Partial<EventSourceOptions<{ note: string }>>

/** Returns the warnings for components that join a stream, one after the other. */
function warningsFor(path: string, ...all: readonly Options[]): readonly string[] {
  const warnings = hearWarnings()
  const transport = fakeTransport()
  const url = `http://a.test/${path}`
  for (const options of all)
    createEventSource({ url, events: { note: text }, transport, ...options }).on('note', () => {})
  expect(transport.dials).toHaveLength(1)
  return warnings
}

const resume = () => resumeFrom({ getItem: () => null, setItem() {}, removeItem() {} })

test('what a component sets in vain is said once, with the path of the stream but not its query', () => {
  const vain: Options = { maxEventSize: 1000, lastEventId: '7' }
  expect(warningsFor('several?token=secret', {}, vain, vain)).toEqual([
    messageOf('option-ignored', "maxEventSize', 'lastEventId", '/several'),
  ])
})

test.each<readonly [string, Options, Options]>([
  ['retry', {}, { retry: false }],
  ['retry', { retry: false }, { retry: backoff() }],
  ['resume', {}, { resume: resume() }],
  ['maxEventSize', { maxEventSize: 1 }, { maxEventSize: 2 }],
])('%s is one, whether the first component sets it or not', (name, first, second) => {
  const path = `${name}/${Object.keys(first).length}`
  expect(warningsFor(path, first, second)).toEqual([messageOf('option-ignored', name, `/${path}`)])
})

test('what is equal, left out, or written inline is none', () => {
  const first = () => ({ retry: () => 1, resume: resume(), maxEventSize: 1, lastEventId: '7' })
  expect(warningsFor('none', first(), first(), {}, { idleTimeout: 1000 })).toEqual([])
})
