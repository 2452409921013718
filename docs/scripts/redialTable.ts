// Tells what a change of each option does, from the data that the tests of the adapters hold.
import { redials } from '../../packages/react/src/redials.test.data.ts'
import { toMarkdown } from './machineTable.ts'

/** Returns the table as Markdown: what a change of each option does. */
export function redialTable(): string {
  const rows = Object.entries(redials).map(([name, { redials, counts }]) => {
    const [option = '', part] = name.split(': ')
    return [`\`${option}\`${part ? `, ${part}` : ''}`, redials ? '**yes**' : 'no', counts]
  })
  return toMarkdown([['another …', 'redials', 'the new one counts'], ...rows])
}
