import { expect, test } from 'vitest'
import { warnOfManyStreams } from './warnOfManyStreams.ts'
import { hearWarnings } from './hearWarnings.test.helper.ts'
import { errorsPage } from './errorsPage.ts'

/** A platform that has seen one answer of an origin. */
const seen = (origin: string, nextHopProtocol: string, entryType = 'resource') => ({
  getEntriesByType: (type: string) =>
    (type === entryType
      ? [{ name: `${origin}/page`, nextHopProtocol }]
      : []) as unknown as PerformanceEntryList,
})

const open = (count: number, origin: string, platform: Partial<ReturnType<typeof seen>>) =>
  Array.from({ length: count }, (_, n) => warnOfManyStreams(`${origin}/${n}`, () => {}, platform))

const expected = (origin: string) =>
  `This page has 5 streams open to ${origin} over HTTP/1.1, where a browser keeps six connections, and further requests ` +
  "will wait: use one URL in several components, serve HTTP/2, or set 'pauseWhenHidden'. " +
  `(${errorsPage}#streams-many)`

test.each(['navigation', 'resource'])(
  'warns of the fifth stream to an HTTP/1.1 origin, known from a %s',
  (type) => {
    const heard = hearWarnings()
    const origin = `http://${type}.test`
    open(4, origin, seen(origin, 'http/1.1', type))
    expect(heard).toEqual([])
    open(1, origin, seen(origin, 'http/1.1', type))
    expect(heard).toEqual([expected(origin)])
  },
)

test('warns once of an origin, and of each on its own', () => {
  const heard = hearWarnings()
  const [one, other] = ['http://one.test', 'http://other.test']
  for (let round = 0; round < 3; round++)
    for (const hangUp of open(6, one, seen(one, 'http/1.1'))) hangUp()
  expect(heard).toEqual([expected(one)])
  open(5, other, seen(other, 'http/1.1'))
  expect(heard).toEqual([expected(one), expected(other)])
})

test('counts the streams that are open, and hangs each of them up', () => {
  const heard = hearWarnings()
  const origin = 'http://open.test'
  let hungUp = 0
  for (let n = 0; n < 9; n++) {
    const hangUp = warnOfManyStreams(`${origin}/${n}`, () => hungUp++, seen(origin, 'http/1.1'))
    hangUp()
    hangUp()
  }
  expect(hungUp).toBe(18)
  open(4, origin, seen(origin, 'http/1.1'))
  expect(heard).toEqual([])
  open(1, origin, seen(origin, 'http/1.1'))
  expect(heard).toHaveLength(1)
})

test.each(['h2', 'h3'])('warns of the hundredth stream over one connection of %s', (protocol) => {
  const heard = hearWarnings()
  const origin = `http://${protocol}.test`
  open(99, origin, seen(origin, protocol))
  expect(heard).toEqual([])
  open(1, origin, seen(origin, protocol))
  expect(heard).toEqual([expect.stringMatching(/100 streams .* over one connection/)])
})

test.each([
  ['HTTP/2', 'http://h2.test', seen('http://h2.test', 'h2')],
  ['a protocol that is unknown', 'http://secret.test', seen('http://secret.test', '')],
  ['the protocol of another origin', 'http://a.test', seen('http://cdn.test', 'http/1.1')],
  ['a platform that tells nothing', 'http://b.test', {}],
])('says nothing for %s', (_, origin, platform) => {
  const heard = hearWarnings()
  open(9, origin, platform)
  expect(heard).toEqual([])
})
