import { defineConfig } from 'vitest/config'
import { aliases } from '../../scripts/sources.js'

// For `npm run test:mutants`: the tests of what `stryker.config.json` mutates, without a browser, a
// server or a page.
export default defineConfig({
  resolve: { alias: aliases },
  test: {
    include: ['src/connection/*.test.ts', 'src/store/store*.test.ts'],
  },
})
