import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

// For `npm run test:mutants`: the tests of what `stryker.config.json` mutates, without a browser, a server or a page.
export default defineConfig({
  ssr: { resolve: { conditions: ['@use-event-source/source', ...defaultServerConditions] } },
  test: {
    include: ['src/{machine,retry,line,line.*,connection,store}.test.ts'],
  },
})
