// All that a server, an option or a listener may do wrong, in a page. platform/report.ts says where
// each error is reported; packed/runtimes asks the same of Node, Deno and Bun.
import { describe, expect, test } from 'vitest'
import { follow, serve, server, stream, whole } from './hostile.test.helper.ts'
import { createEventState, nativeTransport, text } from './index.ts'
import { soon, type StoryOptions } from './transports/story.test.helper.ts'

/** Fields that mean nothing, and types that a careless receiver takes for its own. */
const garbage = `\0\uFFFF
id: a\0b
retry: soon
retry: 99999999999999999999999

event: __proto__
data: {}

event: error
data: x

event: open
data

`

/** A function that throws at its first call only. */
function failsOnce<Answer>(answer: Answer) {
  let calls = 0
  return () => {
    if (calls++ === 0) throw new Error('out of order')
    return answer
  }
}

function rejectsOnce<Answer>(answer: Answer) {
  const answerOnce = failsOnce(answer)
  return async () => answerOnce()
}

/** Expects these events, and these reports and no other. */
async function expectStory(options: StoryOptions, events: unknown[], reports: string[]) {
  const followed = follow(options)
  followed.listen()
  await followed.untilOver()
  expect(followed.seen).toEqual(events)
  expect(followed.reports).toEqual(reports.map((report) => expect.stringContaining(report)))
}

const overNative = { transport: nativeTransport() }

describe.each<[string, StoryOptions]>([
  ['fetch', {}],
  ['EventSource', overNative],
])('a stream of %s goes on after', (_, transport) => {
  test.each<[string, StoryOptions, string[]]>([
    ['an event that is no JSON', {}, ['onInvalid: ping']],
    [
      'one without an onInvalid',
      { onInvalid: undefined },
      ["error: An event of the type 'number'"],
    ],
    ['an onInvalid that throws', { onInvalid: failsOnce(undefined) }, ["error: 'onInvalid' threw"]],
    [
      'an onInvalid that rejects',
      { onInvalid: rejectsOnce(undefined) as never },
      ["error: 'onInvalid' threw"],
    ],
    [
      'an until that throws',
      { until: failsOnce(false) },
      ["error: 'until' threw", 'onInvalid: ping'],
    ],
    [
      'a url that throws',
      { url: failsOnce(serve(stream)) },
      ["error: 'url' threw", 'failure: network', 'onInvalid: ping'],
    ],
  ])('%s', (_, options, reports) => expectStory({ ...transport, ...options }, whole, reports))

  test('listeners and reducers that throw, and each error is uncaught', async () => {
    const { source, seen, reports, listen, untilOver } = follow(transport)
    source.on('number', () => {
      throw new Error('of a listener')
    })
    source.on('last', failsOnce(undefined))
    const state = createEventState<any, number>(source, 0, {
      number() {
        throw new Error('of a reducer')
      },
      last: (count: number) => count + 1,
    })
    state.subscribe(() => {})
    listen()
    await untilOver()
    expect(seen).toEqual(whole)
    expect(state.getSnapshot()).toBe(1)
    expect(reports.toSorted()).toEqual([
      'onInvalid: ping',
      'uncaught: Error: of a listener',
      'uncaught: Error: of a reducer',
      'uncaught: Error: out of order',
    ])
  })
})

test.each<[string, StoryOptions, string[]]>([
  [
    'headers that are rejected',
    { retry: soon, headers: rejectsOnce({}) },
    ["error: 'headers' threw", 'failure: network', 'onInvalid: ping'],
  ],
  [
    'a body that is rejected',
    { retry: soon, method: 'POST', body: rejectsOnce('{}') },
    ["error: 'body' threw", 'failure: network', 'onInvalid: ping'],
  ],
  [
    'an idOf that throws',
    { idOf: failsOnce(undefined) },
    ["error: 'idOf' threw", 'onInvalid: ping'],
  ],
])('a stream goes on after %s', (_, options, reports) => expectStory(options, whole, reports))

test.each<[string, StoryOptions, string[]]>([
  [
    'a retry that throws',
    { url: server.url({ do: 'status', status: 503 }), retry: failsOnce(false) },
    ["error: 'retry' threw", 'failure: http', 'failure: http'],
  ],
  ['a page of HTML', { url: server.url({ do: 'status', status: 200 }) }, ['failure: protocol']],
  ['an answer of 204', { url: server.url({ do: 'status', status: 204 }) }, ['failure: ended']],
  ['an answer of 404', { url: './no/stream' }, ['failure: http']],
  ['headers that cannot be sent', { headers: { a: 'b\nc' } }, ['failure: protocol']],
  ['an event that is too large', { maxEventSize: 8 }, ['failure: overflow']],
])('a stream ends after %s', (_, options, reports) => expectStory(options, [], reports))

test('fields and types that mean nothing cost no event', async () => {
  const url = serve(garbage + stream)
  // Only fetch receives types that are not declared, and says so.
  const unread = "warning: The server sends events of the type '__proto__'"
  await expectStory({ url }, whole, [unread, 'onInvalid: ping'])
  await expectStory({ url, ...overNative }, whole, ['onInvalid: ping'])
})

test('a decoder that is asynchronous costs its events alone', () =>
  expectStory(
    { events: { number: async () => 1, last: text } },
    ['the last one'],
    ['onInvalid: ping', 'onInvalid: 1'],
  ))
