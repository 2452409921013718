// Draws public/flood.svg, which README and the home page show: a flood of prices over a real socket,
// recorded while its connection breaks. A frame waits until what was sent is there, so that a busy
// machine draws the same. `npm run draw --workspace docs`.
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEventSource, createEventState, describeFailure, json } from '@use-event-source/core'
import { symbols, startFlood } from './floodServer.ts'
import type { Tick } from './floodServer.ts'

const frames = 64
const frameTime = 125
const breakAt = 24
const backAt = 36
/** Events of a frame: 2,000 in the second that eight of them take. */
const perFrame = 250

interface Frame {
  readonly bids: readonly string[]
  readonly said: string
  readonly missing: number
  readonly received: number
  readonly twice: number
}

const { url, sent, push, breakOff, restore, close } = await startFlood()
const source = createEventSource({ url, events: { tick: json<Tick>() }, retry: () => 1600 })
const noBids: Readonly<Record<string, number>> = {}
/** Counts by number, so that an event that came twice or never shows. */
const seen = createEventState(
  source,
  { received: 0, twice: 0, newest: 0, bids: noBids },
  {
    tick: ({ received, twice, newest, bids }, { data: { n, symbol, bid } }) => ({
      received: received + 1,
      twice: twice + (n <= newest ? 1 : 0),
      newest: n,
      bids: { ...bids, [symbol]: bid },
    }),
  },
)
const stop = seen.subscribe(() => {})

const isLive = () => source.getSnapshot().status === 'open'
const recorded: Frame[] = []
while (!isLive()) await sleep(1)
for (let frame = 0; frame < frames; frame++) {
  if (frame === breakAt) breakOff()
  if (frame === backAt) restore()
  const start = performance.now()
  push(perFrame)
  while (performance.now() - start < frameTime || (isLive() && seen.getSnapshot().received < sent())) await sleep(1)
  const { failure } = source.getSnapshot()
  const { received, twice, bids } = seen.getSnapshot()
  recorded.push({
    bids: symbols.map((symbol) => bids[symbol]?.toFixed(2) ?? '…'),
    said: failure ? describeFailure(failure) : '',
    missing: sent() - received,
    received,
    twice,
  })
}
stop()
source.close()
await close()

const { missing, twice } = recorded.at(-1)!
if (missing + twice > 0) throw new Error(`${missing} events are missing, and ${twice} came twice.`)
writeFileSync(new URL('../public/flood.svg', import.meta.url), draw(recorded))

function draw(frames: readonly Frame[]): string {
  const length = (frames.length * frameTime) / 1000
  const bars = frames.map(({ received }, frame) => received - (frames[frame - 1]?.received ?? 0))
  const highest = Math.max(...bars)
  const bar = (count: number, frame: number) => {
    // The burst after the break is much higher than the flood, so heights are roots.
    const height = Math.round(Math.sqrt(count / highest) * 96)
    return `<rect class="b" x="${268 + frame * 6.75}" y="${212 - height}" width="5" height="${height}"/>`
  }
  const delay = (frame: number) => ((frame * frameTime) / 1000 - length).toFixed(3)
  const still = ({ bids, said, received, missing, twice }: Frame, frame: number) =>
    [
      `<g class="f" style="animation-delay:${delay(frame)}s">`,
      ...bids.map((bid, row) => `<text class="n" x="220" y="${84 + row * 25.6}">${bid}</text>`),
      said
        ? `<g class="s"><rect x="268" y="62" width="428" height="26" rx="6"/><text x="282" y="80">${said}</text></g>`
        : `<circle class="o" cx="276" cy="75" r="5"/><text x="290" y="80">live</text>`,
      `<text x="268" y="242">received ${received.toLocaleString('en')}</text>`,
      `<text class="n" x="696" y="242">missing ${missing.toLocaleString('en')} · twice ${twice}</text>`,
      '</g>',
    ].join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 260" font-family="system-ui, sans-serif" font-size="14" role="img">
<title>2,000 prices a second. The connection breaks, the last prices stay, a badge says when the next try is, and after it every missed event arrives.</title>
<style>
svg{--text:#1f2328;--soft:#d1d9e0;--mark:#4a4ed0;--bad:#b35900;--back:#fff}
@media (prefers-color-scheme:dark){svg{--text:#e6edf3;--soft:#30363d;--mark:#9da0ff;--bad:#f0a050;--back:#0d1117}}
text{fill:var(--text)}.n{text-anchor:end;font-variant-numeric:tabular-nums}
.f{visibility:hidden;animation:f ${length}s step-end infinite}
.b{fill:var(--mark)}.c{fill:var(--back);transform-origin:700px 0;animation:c ${length}s steps(${frames.length}) infinite}
.o{fill:var(--mark)}.s rect{fill:none;stroke:var(--bad)}.s text{fill:var(--bad)}
@keyframes f{0%{visibility:visible}${(100 / frames.length).toFixed(4)}%,100%{visibility:hidden}}
@keyframes c{to{transform:scaleX(0)}}
@media (prefers-reduced-motion:reduce){.f,.c{animation:none}.c{display:none}.f:last-of-type{visibility:visible}}
</style>
<rect x=".5" y=".5" width="719" height="259" rx="10" fill="var(--back)" stroke="var(--soft)"/>
<text x="24" y="36" font-weight="600">2,000 prices a second</text>
<text x="268" y="36" font-weight="600">events as they arrive</text>
${symbols.map((symbol, row) => `<text x="24" y="${84 + row * 25.6}">${symbol}</text>`).join('')}
${bars.map(bar).join('')}
<rect class="c" x="267" y="99" width="433" height="114"/>
<path d="M244 24V236M268 212.500H696" stroke="var(--soft)"/>
${frames.map(still).join('\n')}
</svg>
`
}
