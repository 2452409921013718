import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'GNUstep',
  language: 'Objective-C',
  packages: { debian: ['libgnustep-base-dev', 'gobjc', 'gnustep-make'] },
  needs:
    'HTTP is yours to write: an `NSFileHandle` accepts connections, and a thread for each stream may block in `writeData:`, which raises when the client is gone.',
  build: ({ source, built }) => [
    {
      command: 'sh',
      args: [
        '-c',
        `gcc $(gnustep-config --objc-flags) -w -o ${built}app ${source}app.m $(gnustep-config --base-libs)`,
      ],
      folder: built,
    },
  ],
  start: ({ built, temporary, port }) => [
    { command: `${built}app`, args: [`${port}`], env: { HOME: temporary } },
  ],
}
