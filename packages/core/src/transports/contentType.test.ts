import { expect, test } from 'vitest'
import { isEventStream } from './contentType.ts'

test.each([
  'text/event-stream',
  'TEXT/Event-Stream ; Charset=UTF-8',
  '\ttext/event-stream;',
  'text/event-stream; charset="',
  ',text/event-stream',
  'application/json, text/event-stream',
  'text/event-stream, ',
  'text/event-stream, nonsense',
  'text/event-stream, */*',
  'text/event-stream; x=",text/html,"',
  'text/event-stream; x="\\",text/html"',
])('takes %s for an event stream', (type) => {
  expect(isEventStream(type)).toBe(true)
})

test.each([
  '',
  'text/html',
  'text/event-streams',
  'text/event-stream, text/html',
  'text/event-stream text/html',
  'text/ event-stream',
  'text /event-stream',
  'x; y=", text/event-stream"',
  '*/*',
])('takes %j for something else', (type) => {
  expect(isEventStream(type)).toBe(false)
})
