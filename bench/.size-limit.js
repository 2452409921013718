import { published } from './published.js'

// What a bundler in production mode makes of the packages: without the `production` condition,
// esbuild would take the messages for programmers in.
/** @param {import('esbuild').BuildOptions} config */
const modifyEsbuildConfig = (config) => ({ ...config, ...published, conditions: ['production'] })

const budgets = [
  {
    name: 'react',
    path: '../packages/react/dist/index.js',
    import: '{ useEventSource }',
    ignore: ['react'],
    limit: '15.9 kB',
  },
  {
    name: 'vue',
    path: '../packages/vue/dist/index.js',
    import: '{ useEventSource }',
    ignore: ['vue'],
    limit: '16.5 kB',
  },
  {
    name: 'core, a store on fetch',
    path: '../packages/core/dist/fetch.js',
    import: '{ createEventSource }',
    limit: '14.1 kB',
  },
  {
    name: 'core, a store on native',
    path: '../packages/core/dist/native.js',
    import: '{ createEventSource }',
    limit: '10.7 kB',
  },
  {
    name: 'a store, and tabs that share its stream',
    path: '../packages/tabs/dist/index.js',
    import: {
      '../packages/core/dist/index.js': '{ createEventSource }',
      '../packages/tabs/dist/index.js': '{ sharedTransport }',
    },
    limit: '16.4 kB',
  },
]

export default budgets.map((budget) => ({ ...budget, gzip: true, modifyEsbuildConfig }))
