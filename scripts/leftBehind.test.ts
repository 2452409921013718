import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { endLeftBehind, runVariable } from './leftBehind.js'

const isLinux = process.platform === 'linux'
const run = `test-${process.pid}`

/**
 * Starts a process that ends, and leaves one behind that has no parent any more, in a group of its
 * own.
 */
async function leaveBehind() {
  const child = spawn(process.execPath, ['-e', orphan], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: marked,
  })
  const [pid] = (await once(child.stdout, 'data')) as [Buffer]
  await once(child, 'exit')
  return Number(pid)
}

const marked = { ...process.env, [runVariable]: run }
const orphan = `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
  child.unref()
  console.log(child.pid)
`

test.runIf(isLinux)('finds what a run has left behind, and ends it', async () => {
  const pid = await leaveBehind()
  expect(await endLeftBehind(run, 1)).toEqual([
    `${pid} ${process.execPath} -e setInterval(() => {}, 1000) `,
  ])
  expect(await endLeftBehind(run)).toEqual([])
})
