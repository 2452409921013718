import type { Proxy } from '../proxy.ts'

export const proxy: Proxy = {
  name: 'Caddy',
  packages: { debian: ['caddy'] },
  start: ({ temporary, fill, port, upstream, lines }) => ({
    command: 'caddy',
    args: [
      'run',
      '--config',
      fill('Caddyfile', { port, upstream, lines, temporary }),
      '--adapter',
      'caddyfile',
    ],
    env: { HOME: temporary },
  }),
  reload: ({ temporary }) => ({
    command: 'caddy',
    args: ['reload', '--force', '--config', `${temporary}/Caddyfile`, '--adapter', 'caddyfile'],
    env: { HOME: temporary },
  }),
}
