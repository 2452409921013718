import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { run } from './command.ts'
import type { Server } from './server.ts'

type Packages = Server['packages']

/** Returns the version of a server's first package, or `null` where one of them is not installed. */
export function versionOf(packages: Packages): string | null {
  if ('replayed' in packages) return `${packages.replayed}, replayed`
  const versions =
    'npm' in packages ? packages.npm.map(npmVersion) : packages.debian.map(debianVersion)
  return versions.includes(null) ? null : (versions[0] ?? null)
}

/** Installs packages with the system's package manager; those of npm come with `npm install`. */
export async function install(wanted: readonly Packages[]): Promise<void> {
  const debian = wanted.flatMap((packages) => ('debian' in packages ? packages.debian : []))
  const missing = [...new Set(debian)].filter((name) => debianVersion(name) === null)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Error(`To install these, be root on Debian or Ubuntu: ${missing.join(' ')}`)
  }
  // A level of 1 starts no service: a server runs only while it is tried.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const get = (...args: string[]) => run({ command: 'apt-get', args: ['-qq', ...args], env })
  await get('update')
  await get('install', '--yes', '--no-install-recommends', ...missing)
}

function npmVersion(name: string): string | null {
  for (const folder of ['node_modules', '../node_modules']) {
    try {
      const file = new URL(`${folder}/${name}/package.json`, import.meta.url)
      return JSON.parse(readFileSync(file, 'utf8')).version
    } catch {
      // npm puts a package into the folder of a workspace only where versions differ.
    }
  }
  return null
}

/** The upstream version alone: `1:1.3.6+dfsg-2` is 1.3.6. */
function debianVersion(name: string): string | null {
  const args = ['--show', '--showformat', '${db:Status-Status} ${Version}', name]
  const { stdout } = spawnSync('dpkg-query', args, { encoding: 'utf8' })
  const [, version = null] = /^installed (?:\d+:)?([\d.]+)/.exec(stdout ?? '') ?? []
  return version
}
