import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { defaultClientConditions, defineConfig } from 'vite'
import { reactCompiler } from './reactCompiler.ts'

export default defineConfig({
  plugins: [reactCompiler, react(), vue()],
  resolve: {
    // The packages are read from their sources: a change in them is on the page at once, and nothing has to be built first.
    conditions: ['@use-event-source/source', ...defaultClientConditions],
    alias: {
      // The pages show how often they commit, so a build keeps the profiler of React too.
      'react-dom/client': 'react-dom/profiling',
    },
  },
})
