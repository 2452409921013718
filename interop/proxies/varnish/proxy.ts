import type { Proxy } from '../proxy.ts'

export const proxy: Proxy = {
  name: 'Varnish',
  packages: { debian: ['varnish'] },
  start: ({ temporary, fill, port, upstream, lines }) => ({
    command: 'varnishd',
    // Without a jail: in one it is another user, who may not read the temporary folder.
    args: ['-F', '-j', 'none', '-n', `${temporary}/varnish`, '-s', 'malloc,32m'].concat([
      '-a',
      `127.0.0.1:${port}`,
      '-f',
      fill('varnish.vcl', { upstream, lines }),
    ]),
  }),
  reload: ({ temporary }) => ({
    command: 'sh',
    args: [
      '-c',
      'varnishadm -n $1/varnish vcl.load again $1/varnish.vcl && varnishadm -n $1/varnish vcl.use again',
    ].concat(['reload', temporary]),
  }),
}
