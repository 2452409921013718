import { describe, expect, test } from 'vitest'
import { nativeTransport } from '../transports/native.ts'
import { requestOf } from '../transports/requestOf.test.helper.ts'
import type { TransportRequest } from '../transports/transport.ts'
import { hearWarnings } from './hearWarnings.test.helper.ts'
import { errorsPage } from './errorsPage.ts'

class FakeEventSource extends EventTarget {
  close() {}
}

function dial(changes: Partial<TransportRequest>) {
  nativeTransport({ EventSource: FakeEventSource as never })(
    requestOf('http://a.test/', changes),
    () => {},
  )()
}

describe('a native transport', () => {
  test.each<[string, Partial<TransportRequest>]>([
    ['method', { method: 'POST' }],
    ['headers', { headers: {} }],
    ['body', { body: 'x' }],
    ['retry', { redial: 'connection' }],
    ['connectTimeout', { connectTimeout: 1 }],
    ['idleTimeout', { idleTimeout: 1 }],
    ['maxEventSize', { maxEventSize: 1 }],
    ['lastEventId', { lastEventId: '7' }],
    ["events['*']", { eachType: (listener) => listener('*') }],
  ])("warns once that it cannot honour '%s'", (option, changes) => {
    const heard = hearWarnings()
    dial(changes)
    dial(changes)
    expect(heard).toEqual([
      `nativeTransport() ignores '${option}': leave out 'transport', or set it to fetchTransport(). ` +
        `(${errorsPage}#option-beyond-native)`,
    ])
  })

  test('warns of nothing that it can do', () => {
    const heard = hearWarnings()
    dial({ withCredentials: true, redial: 'never', failureCount: 3 })
    dial({ lastEventId: '7', urlHasId: true })
    expect(heard).toEqual([])
  })
})
