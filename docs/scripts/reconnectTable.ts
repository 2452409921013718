// The table of what a change of each option does, from the data that the tests of the adapters use.
import { redials } from '../../packages/react/src/redials.test.data.ts'
import { toMarkdown } from './markdownTable.ts'

/** Returns the table as Markdown. */
export function reconnectTable(): string {
  const rows = Object.entries(redials).map(([name, { redials, counts }]) => {
    const [option = '', part] = name.split(': ')
    return [`\`${option}\`${part ? `, ${part}` : ''}`, redials ? '**yes**' : 'no', counts]
  })
  return toMarkdown([['a new value of', 'reconnects', 'takes effect'], ...rows])
}
