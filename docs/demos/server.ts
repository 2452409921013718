// The server of the demos is a script in the page: its `fetch` carries the streams, and everything behind it is the library.
import { fetchTransport } from '@use-event-source/core'
import { createPageServer } from '../.vitepress/theme/demo/pageServer.ts'
import { watched } from '../.vitepress/theme/demo/watched.ts'

const answer =
  'Light of all colours comes from the sun. Air scatters the short waves more than the long ones, so from everywhere but the sun itself blue light reaches the eye. '
const words = answer.repeat(2).match(/\S+\s+/g) ?? []
const levels = ['info', 'info', 'info', 'warn', 'info', 'error']

export { watched }

export const server = createPageServer({
  '/demo/prices': {
    every: 700,
    event: (n) => ({ type: 'price', data: JSON.stringify({ bid: bid(n) }) }),
  },
  '/demo/log': {
    every: 600,
    event: (n) => ({
      type: 'line',
      data: `${levels[n % 6]} request ${n} took ${20 + ((n * 37) % 180)} ms`,
    }),
  },
  '/demo/desk': {
    every: 900,
    event: (n) =>
      [
        { type: 'price', data: JSON.stringify({ bid: bid(n) }) },
        { type: 'note', data: `It is ${new Date().toLocaleTimeString('en')}.` },
        { type: 'price', data: '{"bid":' },
        { type: 'visitors', data: String(100 + ((n * 7) % 40)) },
      ][n % 4] ?? null,
  },
  '/demo/orders': {
    every: 800,
    event: (n) => ({ type: 'change', data: JSON.stringify({ count: ordersOf(n) }) }),
    // All orders so far.
    state: (n) => Array.from({ length: n }, (_, index) => ordersOf(index + 1)).reduce((sum, count) => sum + count, 0),
  },
  '/api/answers': {
    every: 220,
    perRequest: true,
    event(n) {
      if (n > words.length + 1) return null
      return n > words.length ? { type: 'done', data: '' } : { type: 'token', data: JSON.stringify(words[n - 1]) }
    },
  },
})

export const transport = watched(fetchTransport({ fetch: server.fetch }))

const ordersOf = (n: number) => 1 + ((n * 7) % 4)

function bid(n: number): number {
  return Math.round(10_000 + 180 * Math.sin(n / 6) + 60 * Math.sin(n * 1.7)) / 100
}
