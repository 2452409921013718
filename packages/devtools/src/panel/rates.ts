/** Counts that only grow, of one stream. */
export interface Counts {
  readonly events: number
  readonly characters: number
  readonly commits: number
}

interface Sample extends Counts {
  readonly at: number
}

/** How far back a rate looks, in milliseconds. */
const span = 2000

/** Turns counts into counts per second. */
export interface Rates {
  /** Takes a sample, and returns what came in each second of late. */
  sample(counts: Counts, at: number): Counts
}

export function createRates(): Rates {
  let samples: Sample[] = []
  return {
    sample(counts, at) {
      samples = samples.filter((sample) => at - sample.at <= span)
      samples.push({ ...counts, at })
      const first = samples[0]!
      const perSecond = (name: keyof Counts) =>
        at === first.at ? 0 : ((counts[name] - first[name]) * 1000) / (at - first.at)
      return {
        events: perSecond('events'),
        characters: perSecond('characters'),
        commits: perSecond('commits'),
      }
    },
  }
}
