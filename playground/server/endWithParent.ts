import { spawnSync } from 'node:child_process'

/**
 * Ends this process when its parent has ended, however it ended: no server stays behind on the
 * port.
 */
export function endWithParent(): void {
  const parent = process.ppid
  const npm = npmAbove(parent)
  process.once('disconnect', () => process.exit())
  setInterval(() => {
    if (process.ppid !== parent || (npm && !isAlive(npm))) process.exit()
  }, 500).unref()
}

/**
 * Returns the process of npm where it has started this one, by way of a shell: that outlives an npm
 * which is killed. It is 0 without npm, and where there is no `ps`.
 */
const npmAbove = (shell: number) =>
  process.env.npm_lifecycle_event
    ? Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(shell)]).stdout)
    : 0

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It may belong to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
