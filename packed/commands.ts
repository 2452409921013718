import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'

/** Keeps the tools quiet, and npm away from the network where its cache has the answer. */
const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_prefer_offline: 'true',
  npm_config_update_notifier: 'false',
  npm_config_yes: 'true',
  BROWSER: 'none',
}

export interface RunningCommand {
  /** The first URL that it printed. */
  readonly url: string
  end(): Promise<void>
}

const running = new Set<ChildProcess>()
const killAll = () => running.forEach(kill)
// A worker of vitest is disconnected when vitest itself has died.
for (const end of ['exit', 'disconnect']) process.on(end, killAll)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    killAll()
    process.kill(process.pid, signal)
  })
}

/** Runs a command line to its end. Throws what it printed when it fails. */
export async function run(command: string, cwd: string): Promise<void> {
  const { child, output } = start(command, cwd)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`\`${command}\` ended with ${code}:\n${output()}`)
}

/** Starts a command line that goes on, and waits until it has printed the URL of its server. */
export async function serve(
  command: string,
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<RunningCommand> {
  const { child, output } = start(command, cwd, env)
  const ended = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) =>
      reject(new Error(`\`${command}\` ended with ${code}:\n${output()}`)),
    )
    child.stdout.on('data', () => {
      const [found] = /http:\/\/[\w.]+:\d+/.exec(output()) ?? []
      if (found) resolve(found)
    })
  })
  return {
    url,
    async end() {
      kill(child)
      await ended
    },
  }
}

function start(command: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
  // A group of its own, because a signal to the shell alone leaves servers behind.
  const options = { cwd, shell: true, detached: true, env: { ...shellEnv(), ...quiet, ...env } }
  const child = spawn(command, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('close', () => running.delete(child))
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (printed += chunk))
  return { child, output: () => stripVTControlCharacters(printed) }
}

/** The environment of a shell: without what `npm run` and vitest add to it. */
function shellEnv(): NodeJS.ProcessEnv {
  const added =
    /^(npm_(?!config_(registry|cache|userconfig)$)|NODE_(ENV|OPTIONS)$|INIT_CWD$|VITEST|(BASE_URL|DEV|MODE|PROD|SSR|TEST)$)/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)))
}

/** Ends a command with all that it has started. */
function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
