import { afterAll, expect } from 'vitest'

// At the origin of a page of jsdom nothing answers: a test that dials there has forgotten its
// transport, and its stream would dial on in the files that share its worker.
const { fetch } = globalThis
const dialled: string[] = []
globalThis.fetch = (...request) => {
  const { url } = new Request(...request)
  if (url.startsWith(`${location.origin}/`)) dialled.push(url)
  return fetch(...request)
}
afterAll(() => {
  globalThis.fetch = fetch
  expect(dialled, 'requests without a fake transport').toEqual([])
})
