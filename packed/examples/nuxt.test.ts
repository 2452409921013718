import { testExample } from './testExample.ts'

testExample({
  name: 'nuxt',
  adapter: 'vue',
  listenOn: (port) => `--host 127.0.0.1 --port ${port}`,
  dev: ['npm run dev --'],
})
