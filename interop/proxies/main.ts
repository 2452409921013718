// Tries proxies in front of a server that streams, with their configuration as it comes and with
// the lines that a stream needs.
//   npm run interop:proxies                     all that are installed; the others are named
//   npm run interop:proxies -- nginx            one
//   npm run interop:proxies -- --install        installs them first
//   npm run interop:proxies -- --long --record  also waits for idle cuts, and writes the docs
import { readdirSync } from 'node:fs'
import { install, versionOf } from '../packages.ts'
import { writeResult } from '../results.ts'
import { summarize } from '../summary.ts'
import { idleCut, play } from './play.ts'
import type { Way } from './play.ts'
import type { Proxy } from './proxy.ts'
import type { ProxyResult, Seen } from './result.ts'
import { verdictOf } from './verdict.ts'

const ways = {
  asItComes: { says: false, lines: false },
  withHeaders: { says: true, lines: false },
  withLines: { says: false, lines: true },
} satisfies Record<keyof ProxyResult['seen'], Way>

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const has = (flag: string) => process.argv.includes(flag)
const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (words.length === 0 || words.includes(entry.name)))
  .map(({ name }) => name)

/** Node's own `fetch` gives up after 300 s of silence. */
const longest = 290_000
let [passed, failed] = [0, 0]
const missing: string[] = []
const tried: string[] = []
const listed = await Promise.all(
  folders.map(async (folder) => ({
    folder,
    proxy: ((await import(`./${folder}/proxy.ts`)) as { proxy: Proxy }).proxy,
  })),
)
if (has('--install')) await install(listed.map(({ proxy }) => proxy.packages))

async function tryProxy(folder: string, proxy: Proxy, version: string) {
  const found = await Promise.all(
    Object.entries(ways).map(
      async ([name, way]) => [name, await play(proxy, folder, way)] as const,
    ),
  )
  for (const [name, one] of found) {
    console.log(`${proxy.name} ${version}, ${name}: ${describe(one)}`)
    // As it comes, a proxy may hold everything back: that is what the docs say of it.
    if (name === 'asItComes') continue
    const verdict = verdictOf(one)
    passed += verdict.passed
    failed += verdict.failed
  }
  // As it comes, nginx holds a short stream back to its end, which no client can time.
  const cut = has('--long') && { idleCut: await idleCut(proxy, folder, ways.withHeaders, longest) }
  if (cut) {
    console.log(`${proxy.name} cuts a silent stream after ${cut.idleCut ?? 'more than 290'} s`)
  }
  if (has('--record')) {
    const seen = Object.fromEntries(found)
    writeResult('proxies', folder, { name: proxy.name, version, seen, ...cut })
  }
}

// Side by side, since most of the time is spent on waiting.
await Promise.all(
  listed.map(async ({ folder, proxy }) => {
    const version = versionOf(proxy.packages)
    if (version === null) return void missing.push(folder)
    tried.push(proxy.name)
    await tryProxy(folder, proxy, version)
  }),
)
if (missing.length > 0) console.log(`Not installed, so not tried: ${missing.join(', ')}.`)
summarize('proxies', [
  `proxies: ${tried.join(', ')}; ${passed} faults without loss, ${failed} with`,
])
if (failed > 0 || passed === 0 || (words.length > 0 && missing.length > 0)) process.exitCode = 1

function describe({ first, delay, faults }: Seen): string {
  if (first === null) return 'no event in 30 s'
  const losses = Object.entries(faults).map(
    ([name, loss]) =>
      `${name}: ${loss ? `lost ${loss.lost}, twice ${loss.twice}` : 'nothing came'}`,
  )
  return `first event after ${first} ms, each under way for ${delay} ms; ${losses.join('; ')}`
}
