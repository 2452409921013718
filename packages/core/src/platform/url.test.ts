import { describe, expect, test } from 'vitest'
import { fakePlatform } from './fakePlatform.test.helper.ts'
import { resolveUrl, withoutQuery } from './url.ts'

function inPage<T>(work: () => T): T {
  const platform = fakePlatform()
  try {
    return work()
  } finally {
    platform.restore()
  }
}

describe('in a page', () => {
  test('a URL is resolved against the base of the page', () => {
    expect(inPage(() => resolveUrl('prices?a=1'))).toBe('http://page.test/app/prices?a=1')
    expect(inPage(() => resolveUrl('/prices'))).toBe('http://page.test/prices')
  })

  test('an absolute URL stays what it is', () => {
    expect(inPage(() => resolveUrl('https://a.test/prices'))).toBe('https://a.test/prices')
    expect(inPage(() => resolveUrl(new URL('https://a.test/prices')))).toBe('https://a.test/prices')
  })
})

test('the same URL is resolved again when the base is another one, and where there is none', () => {
  const resolved = inPage(() => {
    const first = resolveUrl('prices')
    Object.assign(document, { baseURI: 'https://other.test/' })
    return [first, resolveUrl('prices'), resolveUrl('prices')]
  })
  expect(resolved).toEqual([
    'http://page.test/app/prices',
    'https://other.test/prices',
    'https://other.test/prices',
  ])
  expect(resolveUrl('prices')).toBe('prices')
})

test('without a page a relative URL stays as it is, because nothing is dialled there', () => {
  expect(resolveUrl('/api/prices')).toBe('/api/prices')
  expect(resolveUrl('https://a.test')).toBe('https://a.test/')
})

test('what cannot be parsed is refused, with the way out', () => {
  expect(() => resolveUrl('http://')).toThrow(TypeError)
  expect(() => resolveUrl('ftp://a.test/?token=x')).toThrow('"ftp://a.test/"')
  expect(() => resolveUrl('http://')).toThrow(
    'The URL "http://" cannot be parsed: use an absolute URL, or one relative to the page.',
  )
})

test.each([
  'app://local/x',
  'tauri://localhost/x',
  'capacitor://localhost/x',
  'blob:http://a.test/1',
])('a stream may come from %s', (url) => expect(resolveUrl(url)).toBe(url))

test('a page of a scheme of its own may stream from there, but a file is no stream', () => {
  const resolvedIn = (baseURI: string, url: string) =>
    inPage(() => {
      Object.assign(document, { baseURI })
      return resolveUrl(url)
    })
  expect(resolvedIn('shell://local/index.html', '/api')).toBe('shell://local/api')
  expect(() => resolvedIn('shell://local/index.html', 'other://local/api')).toThrow('no stream')
  expect(() => resolvedIn('file:///app/index.html', '/api')).toThrow('no stream')
  expect(() => resolveUrl('localhost:3000/api')).toThrow('no stream')
})

test('a message never shows what may hold a token', () => {
  expect(withoutQuery('https://a.test/prices?token=x#y')).toBe('https://a.test/prices')
  expect(withoutQuery('/prices#token')).toBe('/prices')
  expect(withoutQuery('/prices?a\nb')).toBe('/prices')
  expect(withoutQuery('/prices')).toBe('/prices')
  expect(withoutQuery('/@scope/prices')).toBe('/@scope/prices')
  for (const url of ['https://ann:s3cret@a.test/b', 'ftp:ann:s3cret@a.test', '//s3cret@a.test/@b'])
    expect(withoutQuery(url)).toBe(url.replace(/(ann:)?s3cret@/, ''))
  expect(() => resolveUrl('ftp://ann:s3cret@a.test/?token=x')).toThrow('"ftp://a.test/"')
})
