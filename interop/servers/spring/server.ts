import type { Server } from '../../server.ts'

const classPath = '/usr/share/java/*'

export const server: Server = {
  name: 'Spring MVC on Jetty',
  language: 'Java',
  packages: { debian: ['libspring-web-servlet-java', 'libjetty9-java', 'default-jdk-headless'] },
  needs: '`new SseEmitter(0L)`: by default an emitter ends after 30 s.',
  build: ({ source, built }) => [
    { command: 'javac', args: ['-proc:none', '-cp', classPath, '-d', built, `${source}App.java`] },
  ],
  start: ({ built, port }) => [
    { command: 'java', args: ['-Xmx128m', '-cp', `${built}:${classPath}`, 'App', `${port}`] },
  ],
}
