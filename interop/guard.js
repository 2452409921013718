// `node guard.js COMMAND ARGUMENTS…`: runs a command in a process group of its own, and ends the
// whole group with itself, so that no worker of a server outlives this run, however it ends.
import { spawn } from 'node:child_process'

const [command = '', ...args] = process.argv.slice(2)
const child = spawn(command, args, { detached: true, stdio: 'inherit' })

function endGroup() {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

child.once('error', (error) => {
  console.error(error.message)
  process.exit(127)
})
child.once('exit', (code) => {
  endGroup()
  process.exit(code ?? 1)
})
// The parent sends a signal's name for the command, and leaves when the command shall end.
process.on('message', (signal) => child.kill(/** @type {NodeJS.Signals} */ (signal)))
for (const end of ['disconnect', 'SIGINT', 'SIGTERM']) process.once(end, endGroup)
