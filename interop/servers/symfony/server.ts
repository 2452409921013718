import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'Symfony on the server of PHP',
  language: 'PHP',
  packages: { debian: ['php-symfony-http-foundation', 'php-cli'] },
  needs: '`StreamedResponse`, with output buffers off and a `flush()` after each event.',
  start: ({ source, port }) => [
    {
      command: 'php',
      args: ['-S', `127.0.0.1:${port}`, `${source}/app.php`],
      env: { PHP_CLI_SERVER_WORKERS: '16' },
    },
  ],
}
