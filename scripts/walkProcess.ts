import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { stripVTControlCharacters } from 'node:util'

/** Nothing of what is walked tells anybody, asks anybody, or opens a browser of its own. */
const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
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
process.on('exit', () => running.forEach(killTree))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** Runs a command line to its end, and throws what it said when it fails. */
export async function run(command: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { child, said } = start(command, cwd, env)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`\`${command}\` ended with ${code}:\n${said()}`)
  return said()
}

/** Starts a command line that goes on, and waits until it has said where its server is. */
export async function serve(command: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<RunningCommand> {
  const { child, said } = start(command, cwd, env)
  const ended = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`\`${command}\` ended with ${code}:\n${said()}`)))
    child.stdout?.on('data', () => {
      const [found] = /http:\/\/[\w.]+:\d+/.exec(said()) ?? []
      if (found) resolve(found)
    })
  })
  return {
    url,
    async end() {
      killTree(child)
      await ended
    },
  }
}

/** Finds a port that nobody listens on, for servers that cannot be asked to take any. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function start(command: string, cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(command, { cwd, shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnv(env) })
  running.add(child)
  child.once('close', () => running.delete(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return { child, said: () => stripVTControlCharacters(output) }
}

/** The environment of a person's shell: without what `npm run` and our own tools add to it. */
function cleanEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?!config_(registry|cache|userconfig)$)|^(NODE_ENV|NODE_OPTIONS|INIT_CWD|VITEST)/i.test(name),
  )
  return { ...Object.fromEntries(own), ...quiet, ...env }
}

/** Ends a shell with all that it has started: a signal to the shell alone leaves servers behind. */
function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const parents = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const tree = [pid]
  for (const parent of tree)
    tree.push(...parents.filter(([, ppid]) => ppid === parent).map(([child]) => child as number))
  for (const member of tree) {
    try {
      process.kill(member, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}
