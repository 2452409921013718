// Tries the fetch transport against real servers.
//   npm run interop                    all that are installed; the others are named
//   npm run interop -- php fastapi     some, by language or folder
//   npm run interop -- --install php   the same, and installs first what they need
//   npm run interop -- --record        writes the results into the docs, too
import { install, versionOf } from './packages.ts'
import { play } from './play.ts'
import type { Outcome } from './play.ts'
import { record } from './results.ts'
import { isNamed, listServers } from './servers.ts'

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

let passed = 0
let failed = 0
const missing: string[] = []
for (const server of chosen) {
  if (flags.includes('--install')) install(server.packages)
  const version = versionOf(server.packages)
  if (version === null) {
    missing.push(`${server.folder} (${server.language})`)
    continue
  }
  const outcome = await play(server).catch((error: Error): Outcome => ({ open: error.message }))
  const reasons = Object.entries(outcome).filter(([, reason]) => reason !== null)
  passed += Object.keys(outcome).length - reasons.length
  failed += reasons.length
  const left = Object.entries(server.without ?? {})
  const counts = `${Object.keys(outcome).length - reasons.length} passed, ${reasons.length} failed`
  console.log(`${server.language.padEnd(12)} ${`${server.name} ${version}`.padEnd(28)} ${counts}`)
  for (const [name, reason] of reasons) console.log(`  FAILED  ${name}: ${reason}`)
  for (const [name, reason] of left) console.log(`  left out  ${name}: ${reason}`)
  if (flags.includes('--record')) record(server, version, outcome)
}
if (missing.length > 0) console.log(`Not installed, so not tried: ${missing.join(', ')}.`)
console.log(`interop: ${passed} passed, ${failed} failed`)
// What was asked for by name has to be there.
if (failed > 0 || passed === 0 || (words.length > 0 && missing.length > 0)) process.exitCode = 1
