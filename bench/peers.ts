// The newest peers want a newer Node than ours to be installed by npm, and run on it all the same.
// So they are no dependencies: the bench downloads them once into a folder that git ignores, and
// bundles them. `package.json` has the newest versions that npm installs without a warning, for
// their types.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

export const newestPeers: Readonly<Record<string, string>> = {
  '@tanstack/offline-transactions': '1.0.53',
  '@vueuse/core': '15.0.0',
  eventsource: '5.1.5',
  'eventsource-parser': '4.1.3',
}

const cache = fileURLToPath(new URL('.cache/', import.meta.url))

/** Lets esbuild bundle the newest peers. */
export const withNewestPeers: Plugin = {
  name: 'newest peers',
  setup(build) {
    const filter = new RegExp(`^(${Object.keys(newestPeers).join('|')})$`)
    build.onResolve({ filter }, ({ path, kind, pluginData }) => {
      if (pluginData === 'resolved') return undefined
      const resolveDir = installed('peers', newestPeers)
      return build.resolve(path, { kind, resolveDir, pluginData: 'resolved' })
    })
  },
}

/** Returns the executable of another major version of Node: the binary comes from the registry. */
export function nodeOf(major: string): string {
  return join(installed(`node-${major}`, { node: major }), 'node_modules/node/bin/node')
}

/** Minifies as webpack and others do by default. */
export async function terserMinify(code: string): Promise<string> {
  // By a name that knip does not look for in `package.json`.
  const name: string = 'terser'
  const require = createRequire(join(installed(name, { [name]: '5.51.4' }), 'package.json'))
  const { code: minified } = await require(name).minify(code)
  return minified
}

/** Returns the folder in which these packages are, and installs them if they are not yet there. */
function installed(name: string, dependencies: Readonly<Record<string, string>>): string {
  const folder = join(cache, name)
  const manifest = join(folder, 'package.json')
  const wanted = `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`
  const isDone = join(folder, 'installed')
  if (existsSync(isDone) && readFileSync(manifest, 'utf8') === wanted) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(manifest, wanted)
  // Without their peer dependencies: a second Vue would not notice what the first one shows.
  const flags = ['--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel', 'error']
  const { status, stderr } = spawnSync('npm', ['install', '--prefix', folder, ...flags], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    throw new Error(
      `The bench measures ${Object.entries(dependencies)
        .map((entry) => entry.join(' '))
        .join(', ')}, ` +
        `which npm could not install into ${name}. Is there a network? npm says: ${stderr.trim()}`,
    )
  }
  writeFileSync(isDone, '')
  return folder
}
