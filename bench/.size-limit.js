// What a bundler in production mode makes of the packages: without the `production` condition, esbuild would take the
// messages for programmers in.
/** @param {import('esbuild').BuildOptions} config */
const modifyEsbuildConfig = (config) => ({ ...config, conditions: ['production'] })

const budgets = [
  {
    name: 'react',
    path: '../packages/react/dist/index.js',
    import: '{ useEventSource }',
    ignore: ['react'],
    limit: '9.1 kB',
  },
  {
    name: 'vue',
    path: '../packages/vue/dist/index.js',
    import: '{ useEventSource }',
    ignore: ['vue'],
    limit: '8.95 kB',
  },
  {
    name: 'core, a store on nativeTransport',
    path: '../packages/core/dist/index.js',
    import: '{ createStore, nativeTransport }',
    limit: '5.35 kB',
  },
]

export default budgets.map((budget) => ({ ...budget, gzip: true, modifyEsbuildConfig }))
