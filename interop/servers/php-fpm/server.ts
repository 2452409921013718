import { readdirSync } from 'node:fs'
import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'PHP-FPM behind nginx',
  language: 'PHP',
  packages: { debian: ['php-fpm', 'nginx'] },
  needs:
    '`fastcgi_buffering off`, or the header `X-Accel-Buffering: no`; output buffers off; a process for each stream (`pm.max_children`).',
  isForPages: true,
  start({ source, pages, temporary, fill, port }) {
    const values = { port, source, pages, temporary }
    const [fpm = 'php-fpm'] = readdirSync('/usr/sbin').filter((name) =>
      /^php-fpm[\d.]+$/.test(name),
    )
    return [
      {
        command: fpm,
        args: ['--nodaemonize', '--allow-to-run-as-root', '--fpm-config', fill('fpm.conf', values)],
      },
      {
        command: 'nginx',
        args: ['-p', temporary, '-e', 'stderr', '-c', fill('nginx.conf', values)],
      },
    ]
  },
}
