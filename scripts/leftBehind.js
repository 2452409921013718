// `node scripts/leftBehind.js`: ends what a step of `.ci/run` has left running, and fails when
// there was something.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

/**
 * Marks the processes of a run: a child inherits the environment, also one that has lost its
 * parent.
 */
export const runVariable = 'USE_EVENT_SOURCE_RUN'

/**
 * Ends the processes that a run has left behind, this one and its parents aside, and returns their
 * command lines. Only Linux shows the environment of a process: elsewhere there seem to be none.
 *
 * @param {string} run
 * @param {number} looks How often to look, 100 milliseconds apart, until those that are just ending
 * have ended.
 * @returns {Promise<string[]>}
 */
export async function endLeftBehind(run, looks = 50) {
  let left = processesOf(run)
  for (let look = 1; look < looks && left.length > 0; look++) {
    await sleep(100)
    left = processesOf(run)
  }
  const commands = left.map((pid) => `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ')}`)
  for (const pid of left) end(pid)
  return commands
}

/** @param {string} run */
function processesOf(run) {
  const own = ancestry()
  return pids().filter(
    (pid) =>
      !own.includes(pid) && read(pid, 'environ').split('\0').includes(`${runVariable}=${run}`),
  )
}

function pids() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function ancestry() {
  const own = [process.pid]
  for (const pid of own) {
    const [, parent] = /^PPid:\t(\d+)$/m.exec(read(pid, 'status')) ?? []
    if (parent) own.push(Number(parent))
  }
  return own
}

/**
 * @param {number} pid
 * @param {string} file
 */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // It has ended, or belongs to another user.
    return ''
  }
}

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const left = await endLeftBehind(process.env[runVariable] ?? '')
  if (left.length > 0) {
    console.error(`Left running:\n${left.join('\n')}`)
    process.exitCode = 1
  }
}
