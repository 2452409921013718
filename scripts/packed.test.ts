import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { packages } from './stampProject.js'

const root = join(import.meta.dirname, '..')

/** What npm would publish of each package. */
const packed = promisify(execFile)(
  'npm',
  [
    'pack',
    '--dry-run',
    '--json',
    '--ignore-scripts',
    ...packages.map((folder) => `--workspace=${folder}`),
  ],
  { cwd: root },
).then(({ stdout }) => JSON.parse(stdout) as { name: string; files: { path: string }[] }[])

// What is built may be absent here: `packed/` installs it. The sources are published for the source
// maps.
test.for(packages)('npm publishes of %s what was decided, and no tests', async (folder) => {
  const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const files = (await packed).find((each) => each.name === name)?.files ?? []
  const paths = files.map(({ path }) => path)
  expect(paths.filter((path) => /\.test\W|\.test-d\./.test(path))).toEqual([])
  expect(paths.filter((path) => !/^(dist|src)\//.test(path)).sort()).toMatchSnapshot()
})

test.for(packages)('%s is found by resolvers that know no exports', (folder) => {
  const { main, types, exports, typesVersions } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  )
  const { '.': entry, ...rest } = exports
  expect([main, types]).toEqual([entry.default, entry.types])
  for (const [path, { types }] of Object.entries<{ types: string }>(rest))
    expect(typesVersions['*'][path.slice(2)]).toEqual([types])
})
