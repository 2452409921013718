import { isOurs, vueuse, websocket } from '../browser/contestants.ts'
import type { Contestant } from '../browser/contestants.ts'
import { withStage } from '../browser/stage.ts'
import type { Suite } from '../suite.ts'
import { eventScenarios, floodScenarios } from './hooksEvents.ts'
import { failureScenarios, optInScenarios } from './hooksFailures.ts'
import type { Finding } from './hooksScenario.ts'

const contestants: readonly Contestant[] = [
  { name: 'ours, React', bundle: 'react/ours' },
  { name: 'ours, Vue', bundle: 'vue/ours' },
  vueuse,
  websocket,
]

/** What the hooks do with events and with failures, side by side. */
export const hooks: Suite = ({ quick, log }) =>
  withStage(['production', 'development'], async (stage) => {
    const invited = contestants.filter((each) => !quick || isOurs(each))
    const scenarios = {
      ...eventScenarios,
      ...failureScenarios,
      ...(!quick && { ...floodScenarios, ...optInScenarios }),
    }
    const rows = new Map<string, Map<Contestant, Finding>>()
    for (const [name, play] of Object.entries(scenarios)) {
      for (const contestant of invited) {
        log(`  ${name}: ${contestant.name}`)
        for (const finding of await play(stage, contestant, quick)) {
          const row = rows.get(finding.row) ?? new Map<Contestant, Finding>()
          rows.set(finding.row, row.set(contestant, finding))
        }
      }
    }

    const broken = [...rows].flatMap(([name, row]) =>
      [...row]
        .filter(([contestant, { kept }]) => isOurs(contestant) && !kept)
        .map(([contestant, { value }]) => ({
          name,
          fault: `${contestant.name}: ${name}: ${value}`,
        })),
    )
    const kept = rows.size - new Set(broken.map(({ name }) => name)).size
    return {
      title: 'The hooks, side by side',
      method:
        'Every cell was measured in Chromium, against a real server, with a component that gets its events by the means of ' +
        'its library, in a production build (StrictMode: in one of development). Each library has its defaults, ' +
        'unless the row names another.',
      tables: [
        {
          caption: 'What happens',
          columns: ['', ...invited.map(({ name }) => name)],
          rows: [...rows].map(([name, row]) => [
            name,
            ...invited.map((each) => row.get(each)?.value ?? null),
          ]),
        },
      ],
      charts: [],
      goals: [
        {
          what: 'Rows in which ours does what it promises, in React and in Vue',
          goal: `${rows.size} of ${rows.size}`,
          reached: `${kept} of ${rows.size}`,
          met: broken.length === 0,
        },
      ],
      faults: broken.map(({ fault }) => fault),
    }
  })
