import { testExample } from './testExample.ts'

testExample({
  name: 'next',
  adapter: 'react',
  listenOn: (port) => `--hostname 127.0.0.1 --port ${port}`,
  dev: ['npm run dev --', 'npm run dev -- --webpack'],
})
