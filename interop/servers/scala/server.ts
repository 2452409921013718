import type { Server } from '../../server.ts'

const classPath = '/usr/share/java/*'

export const server: Server = {
  name: 'Jetty',
  language: 'Scala',
  packages: { debian: ['libjetty9-java', 'scala', 'default-jdk-headless'] },
  needs:
    '`flushBuffer()` after each event, and a thread for each stream, or asynchronous requests.',
  build: ({ source, built }) => [
    { command: 'scalac', args: ['-nowarn', '-cp', classPath, '-d', built, `${source}App.scala`] },
  ],
  start: ({ built, port }) => [
    { command: 'java', args: ['-Xmx128m', '-cp', `${built}:${classPath}`, 'App', `${port}`] },
  ],
}
