import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** What each file begins with. It stands in one line, so that messages can be read without it. */
const preamble = [
  `import { createEventSource, createEventState, json, text } from './index.ts'`,
  `import { useEventSource, useEventState, useServerEvent, useSnapshot } from './index.ts'`,
  `import type { EventSourceStore, ServerEvent } from './index.ts'`,
  `interface Price { bid: number }`,
  `interface Halt { reason: string }`,
  `declare const market: EventSourceStore<{ price: Price; halt: Halt }>`,
  `const events = { price: json<Price>(), note: text }; `,
].join(';')

/**
 * Compiles each snippet in a file of its own, and returns the messages of the compiler: a line
 * each, details indented.
 */
function compile(folder: string, snippets: readonly string[]): string[] {
  const sources = new Map(
    snippets.map((code, i) => [join(folder, `mistake-${i}.tsx`), preamble + code]),
  )
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => sources.has(name) || fileExists(name)
  host.getSourceFile = (name, ...rest) => {
    const code = sources.get(name)
    return code === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, code, ts.ScriptTarget.ES2022)
  }
  const program = ts.createProgram(
    [...sources.keys()],
    { ...options, noUnusedLocals: false, noUnusedParameters: false },
    host,
  )
  return [...sources.keys()].map((name) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      .join('\n'),
  )
}

/** Each mistake, and what the compiler says. */
const mistakes: readonly (readonly [mistake: string, code: string])[] = [
  ['a number for a source', `useEventSource(1)`],
  ['a misspelt option', `useEventSource('/x', { header: {} })`],
  ['a URL among the options', `useEventSource('/x', { events, url: '/y' })`],
  ['an option of another library', `useEventSource('/x', { events, enabled: false })`],
  ['an option of the wrong type', `useEventSource('/x', { events, retry: 50 })`],
  ['a URL alone to go on with', `useEventSource('/x', { events, reconnectWith: () => '/y' })`],
  [
    'a promise of what to go on with',
    `useEventSource('/x', { events, reconnectWith: async () => null })`,
  ],
  ['an ID that is none', `useEventSource('/x', { events, idOf: () => true })`],
  ['a string for a decoder', `useEventSource('/x', { events: { price: 'json' } })`],
  [
    'a decoder of something else than text',
    `useEventSource('/x', { events: { price: (raw: number) => raw } })`,
  ],
  ['an unknown type in latest', `useEventSource('/x', { events }).latest.prize`],
  ['latest before its first event', `useEventSource('/x', { events }).latest.price.data`],
  ['a failure that may be missing', `useEventSource('/x').failure.kind`],
  ['options of the stream beside a store', `useEventSource(market, { headers: {} })`],
  ['events beside a store', `useEventSource(market, { events })`],
  [
    'an untyped decoder after the listener',
    `useServerEvent('/x', 'size', () => {}, { events: { size: (raw) => raw.length } })`,
  ],
  ['an unknown type for a listener', `useServerEvent(market, 'prize', () => {})`],
  ['an unknown type in a list', `useServerEvent(market, ['price', 'prize'], () => {})`],
  ['an unknown type beside a URL', `useServerEvent('/x', 'prize', () => {}, { events })`],
  [
    'a listener of other data',
    `useServerEvent(market, 'price', (event: ServerEvent<'price', string>) => {})`,
  ],
  [
    'a property that the data does not have',
    `useServerEvent(market, 'price', (event) => event.data.ask)`,
  ],
  [
    'options of the stream beside a store for a listener',
    `useServerEvent(market, 'price', () => {}, { headers: {} })`,
  ],
  ['a listener forgotten', `useServerEvent(market, 'price')`],
  ['an unknown type among reducers', `useEventState(market, 0, { prize: (sum) => sum })`],
  ['a reducer that returns something else', `useEventState(market, 0, { price: () => 'one' })`],
  [
    'a reducer of other data',
    `useEventState(market, 0, { price: (sum, event: ServerEvent<'price', string>) => sum })`,
  ],
  ['a load of something else', `useEventState(market, 0, {}, { load: () => 'one' })`],
  ['a misspelt option of a state', `useEventState(market, 0, {}, { onLoad: () => 1 })`],
  ['something that is no readable', `useSnapshot('/x')`],
  ['no events for a store', `createEventSource({ url: '/x' })`],
  ['no URL for a store', `createEventSource({ events })`],
  ['a misspelt option of a store', `createEventSource({ url: '/x', events, retries: 3 })`],
  ['headers of a wrong type', `createEventSource({ url: '/x', events, headers: { a: 1 } })`],
  ['an unknown type in on', `market.on('prize', () => {})`],
  [
    'an unknown type in createEventState',
    `createEventState(market, 0, { prize: (sum: number) => sum })`,
  ],
  [
    'a store of other events for a property',
    `const store: EventSourceStore<{ note: string }> = market`,
  ],
]

/**
 * Where a function or an object is compared with another one, the compiler goes into it: that takes
 * it two lines more.
 */
const compared: readonly string[] = [
  'a decoder of something else than text',
  'an unknown type in a list',
  'a listener of other data',
  'a reducer of other data',
  'headers of a wrong type',
  'a store of other events for a property',
]

/**
 * What the compiler says of the likeliest mistakes with an adapter, whose `index.ts` is in
 * `folder`.
 */
export function mistakesContract(folder: string) {
  test('a mistake is a line of message, and at most a line of detail', { timeout: 120_000 }, () => {
    const messages = compile(
      folder,
      mistakes.map(([, code]) => code),
    )
    const report = mistakes.map(([mistake, code], i) => `${mistake}: ${code}\n${messages[i]}`)
    expect(report.join('\n\n')).toMatchSnapshot()
    mistakes.forEach(([mistake], i) => {
      const message = messages[i] ?? ''
      expect(message, mistake).not.toBe('')
      expect(message, mistake).not.toContain('No overload')
      expect(message.split('\n').length, mistake).toBeLessThanOrEqual(
        compared.includes(mistake) ? 5 : 2,
      )
    })
  })
}
