import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'hyper',
  language: 'Rust',
  packages: { debian: ['librust-hyper-dev', 'librust-tokio-dev', 'cargo'] },
  needs: 'A channel as the body, whose sender fails when the client is gone.',
  build: ({ source, built }) => [
    {
      command: 'cargo',
      args: [
        'build',
        '--offline',
        '--release',
        '--target-dir',
        built,
        '--manifest-path',
        `${source}Cargo.toml`,
      ]
        // The sources of Debian's packages, in place of the registry.
        .concat(['--config', 'source.crates-io.replace-with="debian"'])
        .concat(['--config', 'source.debian.directory="/usr/share/cargo/registry"']),
    },
  ],
  start: ({ built, port }) => [{ command: `${built}release/app`, args: [`${port}`] }],
}
