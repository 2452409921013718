import type { Proxy } from '../proxy.ts'

export const proxy: Proxy = {
  name: 'Apache',
  packages: { debian: ['apache2'] },
  start: ({ temporary, fill, port, upstream, lines }) => ({
    command: 'apache2',
    args: ['-DFOREGROUND', '-f', fill('apache.conf', { port, upstream, lines, temporary })],
  }),
  reload: () => 'SIGUSR1',
}
