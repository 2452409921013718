// Plays one scenario, in Node or in a browser.
import { scenarios } from './scenarios.ts'
import type { ScenarioName } from './scenarios.ts'
import { openStream } from './streams.ts'
import type { Opening, Stream } from './streams.ts'

/** What became of each scenario: `null` where it passed, or why not. */
export type Outcome = Readonly<Partial<Record<ScenarioName, string | null>>>

/** How long a scenario may take, in milliseconds. Only one that waits in vain needs as long. */
const limit = 120_000

/**
 * Plays scenarios with a server side by side, and then the one that kills it: `restart` does so,
 * and starts it again.
 */
export async function playScenarios(
  names: readonly ScenarioName[],
  server: Opening,
  restart: () => Promise<void>,
): Promise<Outcome> {
  const outcome: Partial<Record<ScenarioName, string | null>> = {}
  const playOne = async (name: ScenarioName) => {
    outcome[name] = await playScenario(name, server, restart)
  }
  await Promise.all(names.filter((name) => name !== 'restart').map(playOne))
  if (names.includes('restart')) await playOne('restart')
  return outcome
}

/** Returns why a scenario failed, or `null`. */
export async function playScenario(
  name: ScenarioName,
  server: Opening,
  restart: () => Promise<void>,
): Promise<string | null> {
  const opened: Stream[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing more came in ${limit / 1000} s`)), limit)
  })
  try {
    const play = scenarios[name].play({
      open(path, parameters = {}, type = 'tick') {
        const stream = openStream({ path, parameters, type }, server)
        opened.push(stream)
        return stream
      },
      restart,
    })
    await Promise.race([play, tooLate])
    return null
  } catch (error) {
    return [(error as Error).message, ...opened.map(story)].join('; ')
  } finally {
    clearTimeout(timer)
    for (const { source } of opened) source.close()
  }
}

function story({ source, heard, opened, troubles }: Stream): string {
  const { status } = source.getSnapshot()
  return [`${status}, opened ${opened} times, ${heard.length} events`, ...troubles].join('. ')
}
