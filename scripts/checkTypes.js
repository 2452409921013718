// Compiles a program that uses every entry of the built core, and the built tabs, as projects of
// many kinds do: with the DOM library, with @types/node alone, with neither, and with each way to
// find modules. Of those only `node16` from CommonJS is left out: it knows no `require` of an ES
// module.
import { join } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')

const program = `
  import { createEventSource, createEventSourceClient, createEventState, eventsOf, fetchTransport, json, nativeTransport } from '@use-event-source/core'
  import type { EventSourceStore } from '@use-event-source/core'
  import { createEventSource as viaFetch } from '@use-event-source/core/fetch'
  import { createEventSource as viaNative } from '@use-event-source/core/native'
  import { sharedTransport } from '@use-event-source/tabs'
  import * as adapter from '@use-event-source/core/adapter'
  import * as tools from '@use-event-source/core/tools'
  const events = { message: json<{ bid: number }>() }
  const client = createEventSourceClient({ headers: async () => ({ authorization: 'Bearer 1' }) })
  const options = { url: 'http://a.test', events, client, transport: fetchTransport() }
  const store: EventSourceStore<{ message: { bid: number } }> = createEventSource(options)
  store.on('message', (event) => void event.data.bid.toFixed())
  // @ts-expect-error There is no such type.
  store.on('massage', () => {})
  const { status, failure } = store.getSnapshot()
  export const shown: [string, number | undefined] = [status, failure?.status]
  export const sum = createEventState(store, 0, { message: (sum, event) => sum + event.data.bid })
  export const made = [viaFetch(options), viaNative(options), nativeTransport(), sharedTransport({ name: 'v2' }), eventsOf(store), adapter, tools]
`

const { ModuleKind, ModuleResolutionKind } = ts
/** @type {[name: string, extension: string, ts.ModuleKind, ts.ModuleResolutionKind][]} */
const resolutions = [
  ['bundler', 'ts', ModuleKind.ESNext, ModuleResolutionKind.Bundler],
  ['node10', 'ts', ModuleKind.ESNext, ModuleResolutionKind.Node10],
  ['node16', 'mts', ModuleKind.Node16, ModuleResolutionKind.Node16],
  ['nodenext', 'mts', ModuleKind.NodeNext, ModuleResolutionKind.NodeNext],
  ['nodenext from CommonJS', 'cts', ModuleKind.NodeNext, ModuleResolutionKind.NodeNext],
]
/** @type {[name: string, lib: string[], types: string[]][]} */
const platforms = [
  ['the DOM library', ['lib.es2023.d.ts', 'lib.dom.d.ts'], []],
  ['the DOM library and @types/node', ['lib.es2023.d.ts', 'lib.dom.d.ts'], ['node']],
  ['@types/node alone', ['lib.es2023.d.ts'], ['node']],
  ['neither', ['lib.es2023.d.ts'], []],
]

const wrong = resolutions.flatMap(([resolution, extension, module, moduleResolution]) =>
  platforms.flatMap(([platform, lib, types]) => {
    const options = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipDefaultLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      ignoreDeprecations: '6.0',
      module,
      moduleResolution,
      lib,
      types,
    }
    return compile(join(root, `project.${extension}`), options).map(
      (message) => `${resolution}, ${platform}: ${message}`,
    )
  }),
)
if (wrong.length > 0) {
  console.error(wrong.join('\n'))
  process.exitCode = 1
}

/**
 * Compiles the program as a file, and returns the messages of the compiler.
 *
 * @param {string} name
 * @param {ts.CompilerOptions} options
 */
function compile(name, options) {
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (file) => file === name || fileExists(file)
  host.getSourceFile = (file, languageVersion, ...rest) =>
    file === name
      ? ts.createSourceFile(file, program, languageVersion)
      : getSourceFile(file, languageVersion, ...rest)
  return ts
    .getPreEmitDiagnostics(ts.createProgram([name], options, host))
    .map(({ file, messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, ' ')
      return file ? `${file.fileName.replace(root, '')}: ${message}` : message
    })
}
