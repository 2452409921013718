import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findBrowser, installCommands } from './browser.js'

const folder = mkdtempSync(join(tmpdir(), 'browser-'))
afterAll(() => rmSync(folder, { recursive: true }))

const executable = (name: string) => {
  const path = join(folder, name)
  writeFileSync(path, '')
  chmodSync(path, 0o755)
  return path
}

test('takes the path that was asked for, then the places it knows, then what is on the PATH', () => {
  const own = executable('playwright-chromium')
  const system = executable('google-chrome')
  const env = { PATH: folder }

  expect(findBrowser({ ...env, CHROMIUM_PATH: '/asked/for' }, [own])).toBe('/asked/for')
  expect(findBrowser(env, [own])).toBe(own)
  expect(findBrowser(env, [join(folder, 'missing')])).toBe(system)
  expect(findBrowser({ PATH: '' }, [])).toBeUndefined()
})

test('installs with apt as root on Debian, and with Playwright elsewhere or when apt fails', () => {
  expect(installCommands(true).map((command) => command.split(' ')[0])).toEqual(['apt-get', 'npx'])
  expect(installCommands(false)).toEqual(['npx playwright install chromium'])
})
