import { text } from '@use-event-source/core'
import { expect, test, vi } from 'vitest'
import { exportJson } from '../actions/exportJson.ts'
import { testScriptOf } from '../actions/testScript.ts'
import { factSections } from '../panel/facts.ts'
import { createPanelModel } from '../panel/panelModel.ts'
import { timelineText } from '../panel/timelineText.ts'
import { decodedText, entryOf } from './eventEntry.ts'
import { maskText, maskUrl, readable } from './mask.ts'
import { play, record } from './recorder.test.helper.ts'

const secret = 'hunter2-9f8e7d'

test('no secret of a stream is in what is written down, exported or copied', () => {
  const recorder = record()
  recorder.watch()
  const { transport } = play({
    method: 'POST',
    url: `https://ann:${secret}@api.test/prices?room=${secret}&token=${secret}`,
    body: JSON.stringify({ prompt: secret }),
    key: secret,
    events: { price: JSON.parse, note: text },
    headers: { authorization: `Bearer ${secret}`, 'x-api-key': secret, cookie: `a=${secret}` },
  })
  transport.last.open({ response: { status: 200, headers: { 'x-session-token': secret } } })
  transport.last.event('price', JSON.stringify({ accessToken: secret, user: { password: secret } }))
  transport.last.event('price', JSON.stringify(JSON.stringify({ refresh_token: secret })))
  transport.last.event('note', `see https://files.test/a?sig=${secret}`)
  transport.last.lose({
    kind: 'http',
    status: 401,
    message: `Refused: token=${secret}`,
    headers: { 'www-authenticate': `Bearer ${secret}` },
    body: `{"authorization":"Basic ${secret}","api_key":"${secret}"}`,
  })
  vi.advanceTimersByTime(0)
  const [log] = recorder.streams
  const stream = createPanelModel(recorder).selected()!
  const texts = [
    // The inspector of Vue DevTools shows these, too.
    JSON.stringify(factSections.map(({ termsOf }) => termsOf(stream))),
    JSON.stringify(log!.timeline.items().map(timelineText)),
    exportJson(recorder.streams),
    testScriptOf(log!),
    ...log!.events.items().map(decodedText),
    JSON.stringify(log!.events.items().map(entryOf)),
  ]
  expect(texts.join('\n')).not.toContain(secret)
  expect(log!.url).toBe('https://api.test/prices?room=•••&token=•••')
})

test.each([
  ['{"token":"a b","n":1}', '{"token":"•••","n":1}'],
  ['{"tokens":12}', '{"tokens":12}'],
  ['password=abc&x=1', 'password=•••&x=1'],
  ['Authorization: Bearer abc.def', 'Authorization: ••• •••'],
  ['Cookie: a=b; sid=c\nOK', 'Cookie: •••\nOK'],
  ['GET https://api.test/a/eyJhbGciOiJI.eyJzdWIi.c2ln/b?c=d', 'GET https://api.test/a/•••/b?•••'],
  ['eyJhbGciOiJI.eyJzdWIi.c2lnbmF0', '•••'],
  ['postgres://ann:pw@db.test/x', 'postgres://•••@db.test/x'],
  ['a plain sentence?', 'a plain sentence?'],
])('%s is shown as %s', (text, shown) => {
  expect(maskText(text)).toBe(shown)
})

test('a URL, one that is none, and one with a token in its path', () => {
  expect(maskUrl('https://a.test/b')).toBe('https://a.test/b')
  expect(maskUrl('http://')).toBe('•••')
  expect(maskUrl('https://a.test/eyJhbGciOiJI.eyJzdWIi.c2ln')).toBe('https://a.test/•••')
})

test('values that JSON cannot say have a name', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect([circle, undefined, () => {}].map(readable)).toEqual([
    '[object Object]',
    '[object Undefined]',
    '[object Function]',
  ])
})
