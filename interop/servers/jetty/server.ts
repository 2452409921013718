import type { Server } from '../../server.ts'

const classPath = '/usr/share/java/*'

export const server: Server = {
  name: 'Jetty',
  language: 'Java',
  packages: { debian: ['libjetty9-java', 'default-jdk-headless'] },
  needs:
    '`flushBuffer()` after each event, and a thread for each stream, or asynchronous requests.',
  build: ({ source, built }) => [
    { command: 'javac', args: ['-proc:none', '-cp', classPath, '-d', built, `${source}App.java`] },
  ],
  start: ({ built, port }) => [
    { command: 'java', args: ['-Xmx128m', '-cp', `${built}:${classPath}`, 'App', `${port}`] },
  ],
}
