// Tries the fetch transport against real servers.
//   npm run interop                    all that are installed; the others are named
//   npm run interop -- php fastapi     some, by language or folder
//   npm run interop -- --install php   the same, and installs first what they need
//   npm run interop -- --record        writes the results into the docs, too
import { install, versionOf } from './packages.ts'
import { play } from './play.ts'
import type { Outcome } from './playScenario.ts'
import { writeResult } from './results.ts'
import { serverResult } from './serverResult.ts'
import type { ServerResult } from './serverResult.ts'
import { isNamed, listServers } from './servers.ts'
import type { Listed } from './servers.ts'
import { linesOf, summarize } from './summary.ts'

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
const unknownFlags = flags.filter((flag) => !['--install', '--record'].includes(flag))
const servers = await listServers()
const unknown = words.filter((word) => !servers.some((server) => isNamed(server, word)))
if (unknown.length > 0 || unknownFlags.length > 0) {
  const names = servers.map(({ folder, language }) => `${folder} (${language})`)
  throw new Error(`No ${[...unknown, ...unknownFlags].join(', ')}; there is: ${names.join(', ')}.`)
}
const chosen = servers.filter(
  (server) => words.length === 0 || words.some((word) => isNamed(server, word)),
)
if (flags.includes('--install')) await install(chosen.map(({ packages }) => packages))

const missing: string[] = []
const waiting: { readonly server: Listed; readonly version: string }[] = []
for (const server of chosen) {
  const version = versionOf(server.packages)
  if (version === null) missing.push(`${server.folder} (${server.language})`)
  else waiting.push({ server, version })
}

const results = new Map<Listed, ServerResult>()
async function playWaiting() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { server, version } = next
    const outcome = await play(server).catch((error: Error): Outcome => ({ open: error.message }))
    const result = serverResult(server, version, outcome)
    results.set(server, result)
    print(result, outcome)
    if (flags.includes('--record')) writeResult('servers', server.folder, result)
  }
}

function print(
  { language, name, version, passed, failed, without }: ServerResult,
  outcome: Outcome,
) {
  const title = `${language.padEnd(12)} ${`${name} ${version}`.padEnd(36)}`
  console.log(`${title} ${passed} passed, ${failed} failed`)
  for (const [scenario, reason] of Object.entries(outcome)) {
    if (reason !== null) console.log(`  FAILED  ${scenario}: ${reason}`)
  }
  for (const [shows, why] of Object.entries(without)) console.log(`  left out: ${shows}; ${why}`)
}

// Most of the time is spent on waiting: for heartbeats, and for servers that start.
await Promise.all([playWaiting(), playWaiting(), playWaiting()])
if (missing.length > 0) console.log(`Not installed, so not tried: ${missing.join(', ')}.`)
const all = chosen.flatMap((server) => results.get(server) ?? [])
summarize('servers', linesOf(all))
// What was asked for by name has to be there.
const isComplete = all.length > 0 && (words.length === 0 || missing.length === 0)
if (!isComplete || all.some(({ failed }) => failed > 0)) process.exitCode = 1
