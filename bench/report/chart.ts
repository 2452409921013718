import type { Chart } from '../suite.ts'
import { numberOf } from './markdown.ts'

const width = 440
const rowHeight = 38
const top = 12

/**
 * Draws horizontal bars, each under its own label, so that a narrow screen can show them.
 *
 * A page shows it as an image, which follows the system and not the page: so it brings its own
 * background, in the colours of `tokens.css`.
 */
export function draw({ title, unit, bars }: Chart): string {
  const longest = Math.max(...bars.map(({ value }) => value))
  const height = top + bars.length * rowHeight + 8
  const rows = bars.map(({ label, value, ours = false }, index) => {
    const y = top + index * rowHeight
    const length = Math.max(1, (value / longest) * (width - 24))
    const amount = `${numberOf(Number(value.toPrecision(3)))}${unit && ` ${unit}`}`
    return (
      `<text x="12" y="${y + 14}">${escape(label)}</text>` +
      `<text x="${width - 12}" y="${y + 14}" text-anchor="end" class="amount">${amount}</text>` +
      `<rect x="12" y="${y + 20}" width="${length.toFixed(1)}" height="10" rx="2" class="${ours ? 'ours' : 'peer'}"/>`
    )
  })
  const summary = bars
    .map(({ label, value }) => `${label}: ${numberOf(Number(value.toPrecision(3)))} ${unit}`)
    .join('; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">
<title id="title">${escape(title)}</title>
<desc id="desc">${escape(summary)}</desc>
<style>
svg { color: #1b1d1b } .back { fill: #f6f6f3 } text { fill: currentColor } .amount { font-variant-numeric: tabular-nums }
.ours { fill: #4a4ed0 } .peer { fill: #9a9c93 }
@media (prefers-color-scheme: dark) { svg { color: #e9ebe8 } .back { fill: #0f1110 } .ours { fill: #a3a6ff } .peer { fill: #6f7571 } }
</style>
<rect width="${width}" height="${height}" rx="8" class="back"/>
${rows.join('\n')}
</svg>
`
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
