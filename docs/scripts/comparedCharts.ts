import { charted } from './measured.ts'

interface Comparison {
  readonly title: string
  readonly suite: string
  readonly chart: string
  /** What the chart of the bench calls each of `libraries`. */
  readonly labels: readonly string[]
  readonly write: (value: number) => string
}

const libraries = ['this, React', 'this, Vue', 'VueUse', 'react-use-websocket']

const inComponents = ['React, ours on fetch', 'Vue, ours on fetch', 'Vue, VueUse', 'React, react-use-websocket']
const milliseconds = (value: number) => `${Number(value.toPrecision(2))} ms`

const comparisons: readonly Comparison[] = [
  {
    title: 'Minified and gzipped',
    suite: 'size',
    chart: 'size',
    labels: ['ours, React', 'ours, Vue', '@vueuse/core useEventSource', 'react-use-websocket useEventSource'],
    write: (value) => `${(value / 1000).toFixed(1)} kB`,
  },
  {
    title: '10,000 events in one write',
    suite: 'render',
    chart: 'render-burst',
    labels: inComponents,
    write: milliseconds,
  },
  {
    title: '1,000 components come and go',
    suite: 'render',
    chart: 'render-crowd',
    labels: ['React, ours', 'Vue, ours', 'Vue, VueUse', 'React, react-use-websocket'],
    write: milliseconds,
  },
  {
    title: 'Server to page at 100 events/s',
    suite: 'latency',
    chart: 'latency',
    labels: inComponents,
    write: milliseconds,
  },
]

/** Returns what libraries for components cost as four small drawings, in the colours of the page. */
export const comparedCharts = (): string =>
  ['<figure class="charts">', ...comparisons.map(draw), '</figure>'].join('\n\n')

const top = 24
const rowHeight = 26

/** Draws bars as wide as the place for them, so that the words keep their size. */
function draw({ title, suite, chart, labels, write }: Comparison): string {
  const values = labels.map((label) => charted(suite, chart, label))
  const longest = Math.max(...values)
  const rows = values.map((value, index) => {
    const y = top + index * rowHeight
    const kind = index < 2 ? 'ours' : 'peer'
    return (
      `<text y="${y + 12}">${libraries[index]}</text>` +
      `<text x="100%" y="${y + 12}" text-anchor="end">${write(value)}</text>` +
      `<rect y="${y + 17}" width="${((100 * value) / longest).toFixed(1)}%" height="5" rx="1" class="${kind}"/>`
    )
  })
  const said = values.map((value, index) => `${libraries[index]} ${write(value)}`).join('; ')
  return [
    `<svg width="100%" height="${top + labels.length * rowHeight}" role="img" fill="currentColor" font-size="12">`,
    `<title>${title}: ${said}</title>`,
    `<text y="12" font-weight="600">${title}</text>`,
    ...rows,
    '</svg>',
  ].join('\n')
}
