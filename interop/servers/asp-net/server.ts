import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'ASP.NET of Mono behind nginx',
  language: '.NET',
  packages: { debian: ['mono-fastcgi-server4', 'mono-mcs', 'nginx'] },
  needs:
    '`BufferOutput = false`, a flush after each event, a thread for each stream, and `fastcgi_buffering off`.',
  build: ({ source, built }) => [
    { command: 'mkdir', args: ['-p', `${built}bin`] },
    { command: 'cp', args: [`${source}web.config`, built] },
    {
      command: 'mcs',
      args: ['-target:library', '-r:System.Web', `-out:${built}bin/App.dll`, `${source}App.cs`],
    },
  ],
  start({ built, temporary, fill, port }) {
    const conf = fill('nginx.conf', { port, built, temporary })
    return [
      {
        command: 'fastcgi-mono-server4',
        args: [`/applications=/:${built}`, `/socket=unix:${temporary}/mono.sock`],
        env: { MONO_THREADS_PER_CPU: '50' },
      },
      { command: 'nginx', args: ['-p', temporary, '-e', 'stderr', '-c', conf] },
    ]
  },
}
