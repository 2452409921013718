// Shares a stream between tabs in 100,000 random lives. A life that fails is named by its seed:
//   npm run simulate --workspace packages/tabs             all of them
//   npm run simulate --workspace packages/tabs -- 8274     one of them, again
import { simulate } from './simulate.ts'

const lives = 100_000
const [only] = process.argv.slice(2)
const seeds = only ? [Number(only)] : Array.from({ length: lives }, (_, seed) => seed)

const failed = seeds.flatMap((seed) => {
  const why = simulate(seed)
  return why ? `seed ${seed}: ${why}` : []
})
console.log(failed.join('\n') || `${seeds.length} lives, and none failed.`)
if (failed.length > 0) process.exitCode = 1
