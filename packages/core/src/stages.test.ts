import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/**
 * The folders along the way of an event. Each may import from itself and from those on its left.
 */
const stages = ['platform', 'transports', 'connection', 'store', 'view']

const root = import.meta.dirname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.includes('.test'),
)

/** The modules that a file imports, types included, as paths below the root. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  return [...source.matchAll(/ from '(\.{1,2}\/[^']+)'/g)].map(([, path]) =>
    join(dirname(file), path!),
  )
}

const folderOf = (file: string) => dirname(file).split('/')[0]!

test('a stage imports only from those on its left', () => {
  const wrong = files
    .filter((file) => stages.includes(folderOf(file)))
    .flatMap((file) =>
      importsOf(file)
        .filter(
          (path) =>
            stages.indexOf(folderOf(path)) > stages.indexOf(folderOf(file)) ||
            folderOf(path) === '.',
        )
        .map((path) => `${file} imports ${path}`),
    )
  expect(wrong).toEqual([])
})

test('a stage reaches what only development needs through its alias, so that production can leave it out', () => {
  const direct = files.filter(
    (file) =>
      stages.includes(folderOf(file)) &&
      importsOf(file).some((path) => folderOf(path) === 'development'),
  )
  expect(direct).toEqual([])
})

test('no file imports itself on a way through others, types included', () => {
  const circles: string[] = []
  const done = new Set<string>()
  function walk(file: string, trail: readonly string[]) {
    if (trail.includes(file))
      return void circles.push([...trail.slice(trail.indexOf(file)), file].join(' > '))
    if (done.has(file)) return
    for (const path of importsOf(file)) walk(path, [...trail, file])
    done.add(file)
  }
  for (const file of files) walk(relative(root, join(root, file)), [])
  expect(circles).toEqual([])
})
