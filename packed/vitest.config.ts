import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// What we publish, as those who install it meet it. A config of its own keeps these tests out of
// `npm test`: they need the registry, and minutes.
export default defineConfig({
  test: {
    name: 'packed',
    globalSetup: [join(import.meta.dirname, 'packPackages.ts')],
    // Installs wait for the network, so that a second file has the processor meanwhile.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
})
