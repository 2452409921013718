import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakePlatform } from '../platform/fakePlatform.test.helper.ts'
import type { FakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { isOnline, watchNetwork } from './network.ts'

test('outside of a page there is nothing to listen to, and the network is taken to be there', () => {
  const said: string[] = []
  const ignore = watchNetwork(recorder(said))
  ignore()
  expect(said).toEqual([])
  expect(isOnline('http://a.test/')).toBe(true)
})

describe('in a page', () => {
  let platform: FakePlatform
  beforeEach(() => void (platform = fakePlatform()))
  afterEach(() => platform.restore())

  test('what the platform says is put into four words', () => {
    const said: string[] = []
    watchNetwork(recorder(said))

    platform.offline()
    platform.online()
    platform.hide()
    platform.show()
    platform.freeze()
    platform.thaw()
    expect(said).toEqual(['offline', 'online', 'hidden', 'back', 'hidden', 'thawed'])
  })

  test('a page wakes when it comes from the back/forward cache, and not when it is shown first', () => {
    const said: string[] = []
    watchNetwork(recorder(said))

    platform.pageshow(false)
    expect(said).toEqual([])
    platform.pageshow(true)
    expect(said).toEqual(['back'])
  })

  test('a page that was kept is thawed once, whatever the browser reports of it', () => {
    const said: string[] = []
    watchNetwork(recorder(said))
    platform.pagehide(false)
    platform.pageshow(true)
    expect(said).toEqual(['back'])

    platform.pagehide(true)
    platform.freeze()
    said.length = 0
    platform.thaw()
    platform.pageshow(true)
    expect(said).toEqual(['thawed', 'back'])
  })

  test('a listener that is removed leaves nothing behind', () => {
    const said: string[] = []
    const ignore = watchNetwork(recorder(said))
    expect(platform.listeners).toBeGreaterThan(0)

    ignore()
    expect(platform.listeners).toBe(0)
    platform.offline()
    platform.hide()
    expect(said).toEqual([])
  })

  test('a dial can succeed while the browser is online', () => {
    expect(isOnline('http://a.test/')).toBe(true)
    platform.onLine = false
    expect(isOnline('http://a.test/')).toBe(false)
    expect(isOnline('/relative')).toBe(false)
  })

  test.each([
    'http://localhost:3000/',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://127.1.2.3:80/',
    'http://[::1]:8080/',
  ])('a dial to %s needs no network', (url) => {
    platform.onLine = false
    expect(isOnline(url)).toBe(true)
  })

  test.each([
    'http://localhost.evil.test/',
    'http://notlocalhost/',
    'http://128.0.0.1/',
    'http://127.0.0.1.a.test/',
    'http://a.test/localhost',
  ])('a dial to %s does', (url) => {
    platform.onLine = false
    expect(isOnline(url)).toBe(false)
  })
})

function recorder(said: string[]) {
  return {
    online: () => void said.push('online'),
    offline: () => void said.push('offline'),
    hidden: () => void said.push('hidden'),
    back: (wasFrozen: boolean) => void said.push(wasFrozen ? 'thawed' : 'back'),
  }
}
