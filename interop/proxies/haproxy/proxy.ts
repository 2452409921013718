import type { Proxy } from '../proxy.ts'

export const proxy: Proxy = {
  name: 'HAProxy',
  packages: { debian: ['haproxy'] },
  start: ({ fill, port, upstream, lines }) => ({
    command: 'haproxy',
    args: ['-W', '-f', fill('haproxy.cfg', { port, upstream, lines })],
  }),
  reload: () => 'SIGUSR2',
}
