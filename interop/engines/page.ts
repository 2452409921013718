// Runs in a browser: asks what to play, reports what became of it, and goes to the next page.
import { playScenarios } from '../playScenario.ts'
import type { Outcomes, Plan } from './plan.ts'

const control = location.hash.slice(1)
const post = (path: string, body = '') => fetch(`${control}${path}`, { method: 'POST', body })

const plan = (await (await post('/plan')).json()) as Plan
const played = plan.map(async ({ folder, origin, names }) => {
  const restart = async () => void (await post(`/restart/${folder}`))
  return [folder, await playScenarios(names, { origin }, restart)]
})
const outcomes: Outcomes = Object.fromEntries(await Promise.all(played))
location.href = await (await post('/outcomes', JSON.stringify(outcomes))).text()
