import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { chosenEngines } from './chosenEngines.js'
import { chromium, findChromium } from './chromium.js'
import { ensureEngine, installCommands, type Engine } from './ensureEngine.js'
import { findFirefox, firefox } from './firefox.js'
import { findWebkit, webkit } from './webkit.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engines-'))
  return () => rmSync(folder, { recursive: true })
})

const executable = (name: string) => {
  const path = join(folder, name)
  writeFileSync(path, '')
  chmodSync(path, 0o755)
  return path
}

test.each([
  { find: findChromium, variable: 'CHROMIUM_PATH', name: 'google-chrome' },
  { find: findFirefox, variable: 'FIREFOX_PATH', name: 'firefox' },
])(
  'takes what $variable names, then the places it knows, then $name on the PATH',
  ({ find, variable, name }) => {
    const own = executable('of-playwright')
    const system = executable(name)
    const env = { PATH: folder }

    expect(find({ ...env, [variable]: '/asked/for' }, [own])).toBe('/asked/for')
    expect(find(env, [own])).toBe(own)
    expect(find(env, [join(folder, 'missing')])).toBe(system)
    expect(find({ PATH: '' }, [])).toBeUndefined()
  },
)

test("takes Playwright's WebKit, then the system's driver where there is a screen for it", () => {
  const own = executable('of-playwright')
  const driver = executable('WebKitWebDriver')
  const env = { PATH: folder }

  expect(findWebkit(env, [own])).toBe(own)
  expect(findWebkit(env, [])).toBeUndefined()
  executable('Xvfb')
  expect(findWebkit(env, [])).toBe(driver)
})

test('installs with apt as root on Debian, and with Playwright elsewhere or when apt fails', () => {
  for (const engine of [chromium, firefox, webkit]) {
    expect(installCommands(engine, true).map((command) => command.split(' ')[0])).toEqual([
      'apt-get',
      'npx',
    ])
    expect(installCommands(engine, false)).toEqual([`npx playwright install ${engine.name}`])
  }
})

test('says which engine is missing and what to do, where nothing installs it', () => {
  const nowhere: Engine = { ...webkit, find: () => undefined }
  const tried: string[] = []
  expect(() => ensureEngine(nowhere, (command) => tried.push(command))).toThrow(
    `there is no WebKit here, and it could not be installed. ${webkit.advice}`,
  )
  expect(tried).toEqual(installCommands(nowhere))
})

test('returns an engine as soon as a command has installed it', () => {
  let installed = false
  const late: Engine = { ...firefox, find: () => (installed ? '/usr/bin/firefox' : undefined) }
  expect(ensureEngine(late, () => (installed = true))).toBe('/usr/bin/firefox')
})

test.each<{ args: string[]; names: string[] }>([
  { args: [], names: ['chromium', 'firefox', 'webkit'] },
  { args: ['parser', '--reporter=dot', '-t', 'reads'], names: ['chromium', 'firefox', 'webkit'] },
  { args: ['--project', 'firefox'], names: ['firefox'] },
  { args: ['--project=browser-webkit', '--project', 'node'], names: ['webkit'] },
  { args: ['--project', 'browser-*'], names: ['chromium', 'firefox', 'webkit'] },
  { args: ['--project', '!browser-webkit'], names: ['chromium', 'firefox'] },
  { args: ['--project', 'e2e'], names: ['chromium'] },
  { args: ['--project', 'node'], names: [] },
])('needs $names for `npm test -- $args`', ({ args, names }) => {
  expect(chosenEngines(args).map(({ name }) => name)).toEqual(names)
})
