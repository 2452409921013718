import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { aliases } from '../scripts/sources.js'
import { prerender } from './prerender.ts'
import { reactCompiler } from './reactCompiler.ts'

/** What nearly all scenes need of a package comes in one request, in place of ten. */
const packages = ['vue', 'react', 'core'].map((name, priority) => ({
  name,
  test: new RegExp(`/packages/${name}/src/|/playground/src/${name}/StatusLine`),
  // A group takes what its modules import, too, but for what one of a higher priority has.
  priority,
}))

export default defineConfig({
  build: { rolldownOptions: { output: { codeSplitting: { groups: packages } } } },
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
