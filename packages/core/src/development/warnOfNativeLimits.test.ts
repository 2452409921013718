import { describe, expect, test } from 'vitest'
import type { ConnectionOptions } from '../connection/options.ts'
import { checkNative } from './warnOfNativeLimits.ts'
import { hearWarnings } from './hearWarnings.test.helper.ts'

const url = 'http://a.test/'
const check = (options: Partial<ConnectionOptions>, lastEventId = '') =>
  checkNative({ url, lastEventId, failures: 0, options: { url, ...options }, eachType: () => {} })

describe('a native transport', () => {
  test.each<[string, Partial<ConnectionOptions>, lastEventId?: string]>([
    ['method', { method: 'POST' }],
    ['headers', { headers: {} }],
    ['body', { body: 'x' }],
    ['retry', { retry: () => 0 }],
    ['connectTimeout', { connectTimeout: 1 }],
    ['idleTimeout', { idleTimeout: 1 }],
    ['maxEventSize', { maxEventSize: 1 }],
    ['lastEventId', {}, '7'],
  ])("warns once that it cannot honour '%s'", (option, options, lastEventId) => {
    const heard = hearWarnings()
    check(options, lastEventId)
    check(options, lastEventId)
    expect(heard).toEqual([
      `nativeTransport() cannot honour '${option}': leave out 'transport', or give fetchTransport(). ` +
        '(errors.md#option-beyond-native in @use-event-source/core)',
    ])
  })

  test('says nothing of what it can do', () => {
    const heard = hearWarnings()
    check({ method: 'get', withCredentials: true, retry: false, pauseWhenHidden: true, linger: 0, headers: undefined })
    check({ url: ({ lastEventId }) => `${url}?after=${lastEventId}` }, '7')
    expect(heard).toEqual([])
  })
})
