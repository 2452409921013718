import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode } from 'react'
import ts from 'typescript'
import { expect, test, vi } from 'vitest'
import { stopClock } from '../../../contract/stage.ts'
import { compileReact } from '../../../scripts/compileReact.js'
import { tell } from './adapter.test.helper.tsx'
import * as asWritten from './compiler.test.fixture.tsx'
import * as index from './index.ts'

type Fixture = typeof asWritten

const require = createRequire(import.meta.filename)

/**
 * The fixture as the React Compiler rewrites it. A component that it had to leave alone is an
 * error.
 */
function compile(): Fixture {
  const file = join(import.meta.dirname, 'compiler.test.fixture.tsx')
  const { code: compiled } = compileReact(readFileSync(file, 'utf8'), file)
  expect(compiled).toContain('react/compiler-runtime')
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    jsx: ts.JsxEmit.ReactJSX,
  }
  const code = ts.transpileModule(compiled, { compilerOptions, fileName: file }).outputText
  const exports = {}
  // The hooks are those of the sources; React is the one that renders.
  const load = (id: string): unknown => (id.startsWith('.') ? index : require(id))
  // What was compiled just now has to be run.
  // oxlint-disable-next-line typescript/no-implied-eval
  new Function('require', 'exports', 'module', code)(load, exports, { exports })
  return exports as Fixture
}

const compiled = compile()

stopClock(cleanup)

function open() {
  const transport = fakeTransport()
  const source = index.createEventSource({ url: '/prices', events: asWritten.events, transport })
  return { transport, source }
}

const shown = () => document.querySelector('p')!.textContent

const fixtures = { 'as written': asWritten, compiled }
const names = ['Destructured', 'ByProperty', 'HandedDown', 'LatestHandedDown', 'Selected'] as const
const cases = Object.entries(fixtures).flatMap(([how, fixture]) =>
  names.map((name) => ({ how, name, fixture })),
)

test.each(cases)('$name, $how, shows each change of what it reads', async ({ name, fixture }) => {
  const { transport, source } = open()
  const Component = fixture[name]
  render(
    <StrictMode>
      <Component source={source} />
    </StrictMode>,
  )
  expect(shown()).toBe('connecting –')
  await tell(() => transport.last.open())
  expect(shown()).toBe('open –')
  await tell(() => transport.last.event('price', '{"bid":1}'))
  expect(shown()).toBe('open 1')
  await tell(() => transport.last.event('price', '{"bid":2}'))
  expect(shown()).toBe('open 2')
  // No component reads this one, and it must not hide the next.
  await tell(() => transport.last.event('halt', 'all'))
  await tell(() => transport.last.event('price', '{"bid":3}'))
  expect(shown()).toBe('open 3')
  await tell(() => source.close())
  expect(shown()).toBe('closed 3')
})

test.each(Object.entries(fixtures))(
  'what is read late, %s, is the newest, and is followed from then on',
  async (_, fixture) => {
    const { transport, source } = open()
    const onRead = vi.fn()
    render(<fixture.ReadLater source={source} onRead={onRead} />)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '{"bid":1}'))
    await tell(() => transport.last.event('price', '{"bid":2}'))
    expect(shown()).toBe('open hidden')

    fireEvent.click(screen.getByText('read'))
    expect(onRead).toHaveBeenLastCalledWith(2)
    fireEvent.click(screen.getByText('show'))
    expect(shown()).toBe('open 2')

    await tell(() => transport.last.event('price', '{"bid":3}'))
    expect(shown()).toBe('open 3')
    fireEvent.click(screen.getByText('read'))
    expect(onRead).toHaveBeenLastCalledWith(3)
  },
)
