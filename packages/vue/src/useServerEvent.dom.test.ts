import { cleanup } from '@testing-library/vue'
import { expect, test } from 'vitest'
import { effectScope } from 'vue'
import { serverEventContract } from '../../../contract/serverEvent.ts'
import { fakeSource, stopClock } from '../../../contract/stage.ts'
import { vue } from './adapter.test.helper.ts'
import { useServerEvent } from './useServerEvent.ts'

stopClock(cleanup)

serverEventContract(vue)

test('listens in an effect scope without a component, and ends with it', () => {
  const { transport, source } = fakeSource()
  const heard: string[] = []
  const scope = effectScope()
  scope.run(() => useServerEvent(source, 'halt', (event) => heard.push(event.data)))
  transport.last.open()
  transport.last.event('halt', 'noon')
  scope.stop()
  transport.last.event('halt', 'too late')
  expect(heard).toEqual(['noon'])
})
