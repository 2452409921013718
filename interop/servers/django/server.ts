import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'Django on Gunicorn',
  language: 'Python',
  packages: { debian: ['python3-django', 'gunicorn'] },
  needs:
    'A thread for each stream (`--threads`): under WSGI a stream occupies a worker, and with the default of one the second client waits.',
  start: ({ source, port }) => [
    {
      // Debian's packages belong to Debian's Python.
      command: '/usr/bin/python3',
      args: ['-B', '-m', 'gunicorn', '--chdir', source, '--bind', `127.0.0.1:${port}`].concat([
        '--workers',
        '1',
        '--threads',
        '32',
        'app:application',
      ]),
    },
  ],
}
