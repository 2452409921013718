import type { Suite } from './suite.ts'
import { answers } from './suites/answers.ts'
import { deliver } from './suites/deliver.ts'
import { devtools } from './suites/devtools.ts'
import { hooks } from './suites/hooks.ts'
import { latency } from './suites/latency.ts'
import { memory } from './suites/memory.ts'
import { parse } from './suites/parse.ts'
import { render } from './suites/render.ts'
import { size } from './suites/size.ts'
import { tabs } from './suites/tabs.ts'

/** Every suite, in the order in which they run. */
export const suites: Readonly<Record<string, Suite>> = {
  size,
  parse,
  deliver,
  memory,
  hooks,
  answers,
  tabs,
  render,
  latency,
  devtools,
}
