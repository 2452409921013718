import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { aliases } from '../scripts/sources.js'
import { prerender } from './prerender.ts'
import { reactCompiler } from './reactCompiler.ts'

export default defineConfig({
  plugins: [prerender, reactCompiler, react(), vue()],
  resolve: {
    alias: [
      // The packages are read from their sources: a change in them is on the page without building
      // them.
      ...aliases,
      // The pages show how often they commit, so a build keeps the profiler of React too.
      { find: 'react-dom/client', replacement: 'react-dom/profiling' },
    ],
  },
})
