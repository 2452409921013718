import { withStage } from '../browser/stage.ts'
import type { Suite } from '../suite.ts'
import { renderCrowd } from './renderCrowd.ts'
import { renderFlood } from './renderFlood.ts'

/** What it costs to show a stream: events, commits, connections and time on the main thread. */
export const render: Suite = (context) =>
  withStage(['production'], async (stage) => {
    const flood = await renderFlood(stage, context)
    const crowd = await renderCrowd(stage, context)
    return {
      title: 'Rendering',
      method:
        'Components that show the last event of a stream, in Chromium, in production builds. Main-thread time is the CPU time of ' +
        'the page’s main thread, over a bare DevTools pipe, of a component that does nothing but show; what was seen and committed ' +
        'comes from one that counts, by the means that its library gives to see each event. Contestants take turns, in fresh pages; ' +
        'the first burst and the first crowd of each page are left out.',
      tables: [...flood.tables, ...crowd.tables],
      charts: [...flood.charts, ...crowd.charts],
      goals: [...flood.goals, ...crowd.goals],
      faults: [...flood.faults, ...crowd.faults],
    }
  })
