import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pages } from '../scripts/pages.ts'

const reference = pages().filter(({ path }) => path.startsWith('reference/'))

/** It listens on a port, which no page can do. */
const withoutDemo = 'reference/startScriptedServer.md'

test.each(reference)(
  '$path has a sentence, a demo, usage, options, and what goes wrong, in this order',
  ({ path, text }) => {
    const [sentence = ''] = text.split('\n\n').slice(1)
    expect(sentence).toMatch(/^(<!-- sentence: \w+ -->|[A-Z].*\.)$/)
    const demo = path === withoutDemo ? [] : ['\n<!-- demo: ']
    const parts = [...demo, '\n## Usage\n', '\n## Options\n', '\n## What goes wrong\n']
    const places = parts.map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  },
)

/** What shares the page of another name, or is explained in a guide, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  // Values of one option each.
  resumeFrom: 'guide/reconnecting.md',
  keepPrevious: 'reference/useEventSource.md',
  // One thing, by the name that it has in each framework.
  eventSourcePlugin: 'reference/EventSourceProvider.md',
  // The same server, started in Node and named in a page.
  remoteServer: 'reference/startScriptedServer.md',
  // Hosts of the one panel, which the guide shows live.
  mount: 'guide/devtools.md',
  eventSourceDevtools: 'guide/devtools.md',
  showInVueDevtools: 'guide/devtools.md',
}

/** Entries for packages that render, for our own tools, and for hosts of the devtools. */
const internal = /\/(adapter|tools|machine)$/

test('each function that the packages export has a page, or is named on that of another', () => {
  const snapshot = readFileSync(new URL('../../scripts/__snapshots__/exports.test.ts.snap', import.meta.url), 'utf8')
  const names = [...snapshot.matchAll(/^"?(@use-event-source\/\S+)\n((?: {2}.+\n)*)/gm)]
    .filter(([, entry = '']) => !internal.test(entry))
    .flatMap(([, , list = '']) => list.trim().split(/\n/))
    .map((line) => line.trim().replace(/"$/, ''))
    .filter((line) => line && !line.startsWith('type '))
  expect(names).toContain('sharedTransport')
  const lacking = [...new Set(names)].filter((name) => {
    const path = elsewhere[name] ?? `reference/${name}.md`
    return !pages().some((page) => page.path === path && page.text.includes(name))
  })
  expect(lacking).toEqual([])
})
