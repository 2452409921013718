import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import * as development from './development.ts'
import { failures, mistakes } from './messages.ts'
import * as production from './production.ts'
import { errorsPage } from './errorsPage.ts'

test('both twins have the same names, and the same types', () => {
  const twin: typeof development = production
  expect(Object.keys(twin).toSorted()).toEqual(Object.keys(development).toSorted())
})

/** Returns a program on the core as a bundler that builds for production makes it. */
async function bundled(contents: string, minify = false): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '..') },
    alias: { '#development': join(import.meta.dirname, 'production.ts') },
    bundle: true,
    format: 'esm',
    minify,
    write: false,
  })
  return outputFiles[0]!.text
}

/** Runs a program in production, and returns what it answers. */
async function inProduction(program: string): Promise<unknown> {
  const input = await bundled(program)
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module'], { encoding: 'utf8', input }),
  )
}

test(
  'in production a wrong URL is refused in a word, and what is only a mistake is not looked for',
  { timeout: 60_000 },
  async () => {
    const answers = await inProduction(`
    import { createComponentSource } from './adapter.ts'
    import { createEventSource, nativeTransport, text } from './index.ts'
    const events = { note: text }
    const url = 'http://a.test/'
    const warnings = []
    console.warn = (message) => warnings.push(message)
    const attempt = (action) => {
      try {
        return action() && 'fine'
      } catch (error) {
        return String(error)
      }
    }
    class EventSource extends EventTarget { close() {} }
    const native = nativeTransport({ EventSource })
    const urls = Array.from({ length: 9 }, (_, n) => url + n)
    const offs = urls.map((url) => createEventSource({ url, events, headers: {}, transport: native }).on('note', () => {}))
    let live = null
    for (const key of urls) live = createComponentSource(url, { events, key }, live)
    live.update({ events, transport: native })
    for (const off of offs) off()
    console.log(JSON.stringify({
      unparsable: attempt(() => createEventSource({ url: 'http://', events })),
      unstreamable: attempt(() => createEventSource({ url: 'ws://a.test/', events })),
      undeclared: attempt(() => createEventSource({ url, events }).on('nope', () => {})),
      unknownOption: attempt(() => createEventSource({ url, events, nope: 1 })),
      bodyOfGet: attempt(() => createEventSource({ url, events, body: 'x' })),
      warnings,
    }))
    process.exit()
  `)
    expect(answers).toEqual({
      unparsable: 'TypeError: url-invalid "http://"',
      unstreamable: 'TypeError: url-protocol "ws://a.test/"',
      undeclared: 'TypeError: type-undeclared "nope"',
      unknownOption: 'fine',
      bodyOfGet: 'fine',
      warnings: [],
    })
  },
)

test('a bundle for production has no trace of what a panel listens to', async () => {
  const everything = "export * from './index.ts'; export * from './adapter.ts'"
  expect(await bundled(everything)).not.toMatch(/development hook|announcer/)
  // The wrapper of transports is a call that is left out.
  expect(await bundled("export * from './index.ts'", true)).not.toMatch(/observed|announce/)
})

test('in development a message is a sentence, and in production its code with the facts', () => {
  expect(development.messageOf('url-invalid', '"x"')).toBe(
    `${mistakes['url-invalid']('"x"')} (${errorsPage}#url-invalid)`,
  )
  expect(production.messageOf('url-invalid', '"x"')).toBe('url-invalid "x"')
  expect(development.messageOf('http', '/a', 401, '')).toBe(failures.http('/a', 401, ''))
  expect(production.messageOf('http', '/a', 401, '')).toBe('http /a 401')
})
