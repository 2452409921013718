import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import budgets from '../.size-limit.js'
import { terserMinify, withNewestPeers } from '../peers.ts'
import { published } from '../published.js'
import type { BenchContext, Goal, SuiteResult } from '../suite.ts'

interface Entry {
  readonly name: string
  /** The clause that an application imports. */
  readonly import: string
  readonly from: string
  /** What the application has already: only what is added to it counts. */
  readonly beside?: Pick<Entry, 'import' | 'from'>
  readonly ours?: boolean
}

interface Size extends Entry {
  readonly minified: number
  readonly gzip: number
  readonly brotli: number
  /** gzip of what terser makes of it, as some bundlers do. */
  readonly terser: number
}

const root = new URL('../../', import.meta.url)

const frameworks = ['react', 'react-dom', 'vue']

const store = { import: '{ createEventSource }', from: '@use-event-source/core' }

const entries: readonly Entry[] = [
  {
    name: 'ours, React',
    import: '{ useEventSource }',
    from: '@use-event-source/react',
    ours: true,
  },
  { name: 'ours, Vue', import: '{ useEventSource }', from: '@use-event-source/vue', ours: true },
  {
    name: 'ours, a store with all transports',
    ...store,
    ours: true,
  },
  {
    name: 'ours, a store on fetch',
    import: '{ createEventSource }',
    from: '@use-event-source/core/fetch',
    ours: true,
  },
  {
    name: 'ours, a store on native',
    import: '{ createEventSource }',
    from: '@use-event-source/core/native',
    ours: true,
  },
  {
    name: 'ours, tabs beside a store',
    import: '{ sharedTransport }',
    from: '@use-event-source/tabs',
    beside: store,
    ours: true,
  },
  { name: '@vueuse/core useEventSource', import: '{ useEventSource }', from: '@vueuse/core' },
  {
    name: 'react-use-websocket useEventSource',
    import: '{ useEventSource }',
    from: 'react-use-websocket',
  },
  { name: 'eventsource', import: '{ EventSource }', from: 'eventsource' },
  { name: 'eventsource-client', import: '{ createEventSource }', from: 'eventsource-client' },
  { name: 'eventsource-parser', import: '{ createParser }', from: 'eventsource-parser' },
  {
    name: '@microsoft/fetch-event-source',
    import: '{ fetchEventSource }',
    from: '@microsoft/fetch-event-source',
  },
  { name: 'fetch-event-stream', import: '{ stream }', from: 'fetch-event-stream' },
  { name: 'event-source-plus', import: '{ EventSourcePlus }', from: 'event-source-plus' },
  { name: 'reconnecting-eventsource', import: 'Source', from: 'reconnecting-eventsource' },
  {
    name: 'event-source-polyfill',
    import: '{ EventSourcePolyfill }',
    from: 'event-source-polyfill',
  },
  { name: 'sse.js', import: '{ SSE }', from: 'sse.js' },
]

const goals: Readonly<Record<string, number>> = {
  'ours, React': 9500,
  'ours, Vue': 9500,
  'ours, a store on fetch': 7500,
  'ours, a store on native': 4900,
  'ours, tabs beside a store': 2000,
}

export async function size({ quick }: BenchContext): Promise<SuiteResult> {
  const sizes = await Promise.all(entries.map((entry) => measureSize(entry, quick)))
  return {
    title: 'Size',
    method:
      'esbuild bundles what an application would import, minified, in its production condition, with React and Vue left out. ' +
      'The dependencies of a package count. Of tabs it is what a bundle with a store grows by. The last column is gzip of what terser minifies instead.',
    tables: [
      {
        caption: 'Bytes of a minimal import',
        columns: ['what', 'import', 'minified', 'gzip', 'brotli', 'terser'],
        rows: sizes.map((each) => [
          each.name,
          `\`${namesOf(each.import)}\``,
          each.minified,
          each.gzip,
          each.brotli,
          each.terser,
        ]),
      },
    ],
    charts: [
      {
        name: 'size',
        title: 'Bytes of a minimal import, minified and gzipped',
        unit: 'B',
        bars: sizes.map(({ name, gzip, ours = false }) => ({ label: name, value: gzip, ours })),
      },
    ],
    goals: sizes.flatMap(goalOf),
    faults: sizes.flatMap(faultOf),
  }
}

async function measureSize(entry: Entry, quick: boolean): Promise<Size> {
  const { beside } = entry
  const before = beside ? useOf(beside) : ''
  const contents = before + useOf(entry)
  // As size-limit does, subtract what is there without the package: the call, and how a script
  // requires React or Vue.
  const requires = (await bundle(contents)).includes('Dynamic require of ')
  const nothing = requires ? `import 'react'\nconsole.log(1)` : `console.log(1)`
  const whole = await sizesOf(contents, quick)
  const rest = await sizesOf(before || nothing, quick)
  return {
    ...entry,
    minified: whole.minified - rest.minified,
    gzip: whole.gzip - rest.gzip,
    brotli: whole.brotli - rest.brotli,
    terser: whole.terser - rest.terser,
  }
}

/** A script that imports something, and uses it. */
const useOf = ({ import: clause, from }: Pick<Entry, 'import' | 'from'>) =>
  `import ${clause} from '${from}'\nconsole.log(${namesOf(clause)})\n`

async function sizesOf(contents: string, quick: boolean) {
  const code = await bundle(contents)
  // A short run compares with budgets of esbuild, and downloads nothing.
  const terse = quick ? '' : await terserMinify(await bundle(contents, false))
  return {
    minified: Buffer.byteLength(code),
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
    terser: gzipSync(terse, { level: 9 }).length,
  }
}

async function bundle(contents: string, minify = true): Promise<string> {
  const { outputFiles } = await build({
    ...published,
    stdin: { contents, resolveDir: fileURLToPath(new URL('bench', root)) },
    bundle: true,
    write: false,
    minify,
    plugins: [withNewestPeers],
    platform: 'browser',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    external: frameworks,
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

const namesOf = (clause: string): string => clause.replace(/[{} ]/g, '').replace(',', ', ')

function goalOf({ name, gzip }: Size): Goal[] {
  const goal = goals[name]
  if (goal === undefined) return []
  return [
    { what: `gzip of ${name}`, goal: `at most ${goal} B`, reached: `${gzip} B`, met: gzip <= goal },
  ]
}

function faultOf({ name, from, import: clause, gzip }: Size): string[] {
  const budget = budgets.find((each) => each.path === fileOf(from) && each.import === clause)
  // '9 kB' is a thousand bytes nine times.
  const limit = budget ? parseFloat(budget.limit) * 1000 : Infinity
  return gzip > limit ? [`${name} has ${gzip} B gzipped, and its budget is ${budget?.limit}`] : []
}

/** Where an entry of our packages is built, as the budgets name it. */
function fileOf(from: string): string {
  const [, folder, entry = 'index'] = from.split('/')
  return `../packages/${folder}/dist/${entry}.js`
}
