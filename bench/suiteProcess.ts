// The process of one suite: it gets a name, runs that suite, and sends what it found.
import { suites } from './suites.ts'

const [name = '', quick] = process.argv.slice(2)
const suite = suites[name]
if (!suite) throw new Error(`There is no suite ${name}.`)

// Whatever the suite has started ends with it.
process.on('disconnect', () => process.exit())

const result = await suite({ quick: quick === 'quick', log: console.log })
process.send?.(result, () => process.exit())
