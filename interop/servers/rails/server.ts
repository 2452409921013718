import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'Rails on Puma',
  language: 'Ruby',
  packages: { debian: ['ruby-actionpack', 'ruby-railties', 'puma'] },
  needs:
    'A thread of Puma for each stream (`max_threads`), and text with line breaks as JSON: `SSE` writes one line of data.',
  dialect: { read: (raw) => (raw.startsWith('"') ? JSON.parse(raw) : raw) },
  start: ({ source, port }) => [
    {
      command: '/usr/bin/ruby',
      args: [
        '/usr/bin/puma',
        '--threads',
        '32:32',
        '--bind',
        `tcp://127.0.0.1:${port}`,
        `${source}app.ru`,
      ],
      folder: source,
      env: { RAILS_ENV: 'production' },
    },
  ],
}
