import type { Proxy } from '../proxy.ts'

export const proxy: Proxy = {
  name: 'nginx',
  packages: { debian: ['nginx'] },
  start: ({ temporary, fill, port, upstream, lines }) => ({
    command: 'nginx',
    args: [
      '-p',
      temporary,
      '-e',
      'stderr',
      '-c',
      fill('nginx.conf', { port, upstream, lines, gzip: '' }),
    ],
  }),
  reload: () => 'SIGHUP',
}
