import type { Plugin } from 'vite'
import { compileReact } from '../scripts/compileReact.js'

/**
 * Lets the React Compiler rewrite the scenes. A component that it cannot rewrite breaks the build.
 */
export const reactCompiler: Plugin = {
  name: 'react-compiler',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/react\/\w+\.tsx$/ },
    handler(code, id) {
      const { code: compiled, map } = compileReact(code, id)
      return { code: compiled, map: JSON.stringify(map) }
    },
  },
}
