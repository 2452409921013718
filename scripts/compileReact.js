import { transformSync } from '@babel/core'

/**
 * Rewrites components as the React Compiler does, and leaves their JSX and types to the next
 * step. Throws where it would have to leave a component alone.
 *
 * @param {string} code
 * @param {string} file
 */
export function compileReact(code, file) {
  const compiled = transformSync(code, {
    filename: file,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: { plugins: ['jsx', 'typescript'] },
    plugins: [['babel-plugin-react-compiler', { panicThreshold: 'all_errors', target: '19' }]],
  })
  return { code: compiled?.code ?? '', map: compiled?.map ?? null }
}
