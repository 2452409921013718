import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'tRPC',
  language: 'Node.js',
  packages: { npm: ['@trpc/server'] },
  needs:
    '`tracked(id, data)` for ids, and `sse.ping` for a heartbeat, which is an event. `event: return` says that it is complete: `until` ends the stream there.',
  without: {
    types: 'every event that a procedure yields is a `message`',
    nothing: 'a procedure has no answer of 204',
  },
  dialect: {
    request: (origin, path, { count, ...parameters }) => {
      const input = JSON.stringify({ ...parameters, count: Number(count ?? 1e6) })
      return { url: `${origin}${path}?${new URLSearchParams({ input })}` }
    },
    typeOf: () => 'message',
    read: (raw) => (raw.startsWith('"') ? JSON.parse(raw) : raw),
  },
  start: ({ source, port }) => [
    { command: process.execPath, args: [`${source}app.js`, `${port}`] },
  ],
}
