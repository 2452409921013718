// From the sources: this runs while VitePress reads its config, where no alias leads to them.
import { backoff } from '../../packages/core/src/index.ts'
import type { RetryContext } from '../../packages/core/src/index.ts'

interface Case {
  readonly text: string
  readonly loss: Partial<Omit<RetryContext, 'failure'>> & { readonly failure?: object }
}

const failure = (failureCount: number, more: Case['loss'] = {}): Case['loss'] => ({
  failureCount,
  ...more,
})
const end = (serverDelay: number | null): Case['loss'] => ({
  failure: { kind: 'ended' },
  failureCount: 0,
  serverDelay,
})

const cases: readonly Case[] = [
  { text: 'failure', loss: failure(1) },
  { text: 'second failure in a row', loss: failure(2) },
  { text: 'third', loss: failure(3) },
  { text: 'fourth', loss: failure(4) },
  { text: 'fifth, and each after it', loss: failure(5) },
  { text: 'failure, after retry: 5000', loss: failure(1, { serverDelay: 5000 }) },
  {
    text: 'failure with Retry-After: 10',
    loss: failure(1, { failure: { kind: 'http', status: 503, retryAfter: 10_000 } }),
  },
  { text: 'orderly end', loss: end(null) },
  { text: 'orderly end, after retry: 5000', loss: end(5000) },
]

const left = 216
const right = 700
const top = 20
const rowHeight = 28
const bottom = top + cases.length * rowHeight
/** The longest delay of all, in milliseconds. */
const longest = 30_000

const xOf = (delay: number) => Math.round(left + (delay / longest) * (right - left))

/** The least or the greatest delay that the default policy answers with. */
function delayOf({ loss }: Case, random: 0 | 1): number {
  const policy = backoff({ random: () => random })
  const answer = policy({
    failureCount: 1,
    serverDelay: null,
    sinceDial: 5000,
    ...loss,
    failure: { kind: 'network', message: '', ...loss.failure },
  })
  if (answer === false) throw new Error('There is no delay where nothing is dialled again.')
  return answer
}

/** Draws when the default policy connects again: the wait that is certain, and its random part. */
export function delaysPicture(): string {
  const seconds = [0, 5, 10, 15, 20, 25, 30]
  const axis = seconds.flatMap((second) => {
    const x = xOf(second * 1000)
    return [
      `<path d="M${x},${top - 8}V${bottom}" stroke="currentColor" stroke-opacity=".15"/>`,
      `<text x="${x}" y="${bottom + 18}" text-anchor="middle">${second} s</text>`,
    ]
  })
  const rows = cases.flatMap((each, i) => {
    const y = top + i * rowHeight
    const [least, most] = [xOf(delayOf(each, 0)), xOf(delayOf(each, 1))]
    const bar = (from: number, to: number, opacity: number) =>
      `<rect x="${from}" y="${y}" width="${to - from}" height="14" rx="2" fill="var(--vp-c-brand-1, currentColor)" fill-opacity="${opacity}"/>`
    return [
      `<text x="${left - 12}" y="${y + 11}" text-anchor="end">${each.text}</text>`,
      ...(least > left ? [bar(left, least, 0.2)] : []),
      bar(least, most, 0.75),
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 ${bottom + 28}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">`,
    '<title>When the default policy connects again after a loss: a wait that is certain, pale, and a random part</title>',
    ...axis,
    ...rows,
    '</svg>',
  ].join('\n')
}
