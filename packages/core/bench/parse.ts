// From bytes to events: our parser beside eventsource-parser behind a streaming TextDecoder, in alternating rounds.
//   npm run bench:parse [part of a workload's name]
import { createParser as createPeer } from 'eventsource-parser'
import { createParser } from '../src/parser.ts'

type Feed = (chunks: readonly Uint8Array[]) => number

const ROUNDS = 31
const encoder = new TextEncoder()

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('')

function cut(text: string, size: number): Uint8Array[] {
  const bytes = encoder.encode(text)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size))
}

const token = (i: number): string =>
  `data: {"id":"chatcmpl-9xKq2Lm0","object":"chat.completion.chunk","created":1731000000,"model":"gpt-4o-2024-08-06",` +
  `"system_fingerprint":"fp_159d8341cc","choices":[{"index":0,"delta":{"content":" word${i}"},"logprobs":null,"finish_reason":null}]}\n\n`
const chinese = (i: number): string => token(i).replace('word', '流式传输')
const tick = (i: number): string =>
  `event: price\nid: ${i}\ndata: {"symbol":"ACME","bid":${100 + (i % 90)}.25,"ask":101.5}\n\n`
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

const workloads: Record<string, () => readonly Uint8Array[]> = {
  'LLM tokens, one event per chunk': () => Array.from({ length: 8000 }, (_, i) => encoder.encode(token(i))),
  'LLM tokens, 1,400-byte chunks': () => cut(repeat(8000, token), 1400),
  'LLM tokens, 64 KB chunks': () => cut(repeat(8000, token), 65536),
  'LLM tokens in Chinese, one event per chunk': () =>
    Array.from({ length: 8000 }, (_, i) => encoder.encode(chinese(i))),
  'LLM tokens in Chinese, 64 KB chunks': () => cut(repeat(8000, chinese), 65536),
  'ticks, one event per chunk': () => Array.from({ length: 20_000 }, (_, i) => encoder.encode(tick(i))),
  'ticks, 64 KB chunks': () => cut(repeat(20_000, tick), 65536),
  'ticks, CRLF, 64 KB chunks': () => cut(crlf(repeat(20_000, tick)), 65536),
  'ticks, lone CRs, 64 KB chunks': () => cut(repeat(10_000, tick).replaceAll('\n', '\r') + ':', 65536),
  'ticks, one CRLF in each 64 KB chunk': () =>
    Array.from({ length: 8 }, () => encoder.encode(':\r\n' + repeat(800, tick))),
  'heartbeats, one per chunk': () => Array.from({ length: 20_000 }, () => encoder.encode(': ping\n\n')),
  'one byte per chunk': () => cut(repeat(500, tick), 1),
  'one event of 8 MB, 16 KB chunks': () => cut(`data: ${'x'.repeat(8e6)}\n\n`, 16384),
  '8 MB without a newline, 16 KB chunks': () => cut('x'.repeat(8e6), 16384),
  'one event of 200,000 lines, 16 KB chunks': () => cut(`${repeat(200_000, (i) => `data: line ${i}\n`)}\n`, 16384),
}

const ours: Feed = (chunks) => {
  let length = 0
  const parser = createParser({
    lastEventId: '',
    maxEventSize: 1e9,
    onEvent: (event) => void (length += event.raw.length),
    onId() {},
    onRetry() {},
    onOverflow() {},
  })
  for (const chunk of chunks) parser.feed(chunk)
  return length
}

const theirs: Feed = (chunks) => {
  let length = 0
  const decoder = new TextDecoder()
  const parser = createPeer({ onEvent: (event) => void (length += event.data.length) })
  for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }))
  return length
}

function seconds(feed: Feed, chunks: readonly Uint8Array[]): number {
  const start = performance.now()
  feed(chunks)
  return (performance.now() - start) / 1000
}

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? NaN

const wanted = globalThis.process?.argv[2] ?? ''
console.log(`${'workload'.padEnd(44)}${'MB/s'.padStart(8)}${'ratio'.padStart(8)}`)
for (const [workload, make] of Object.entries(workloads)) {
  if (!workload.includes(wanted)) continue
  const chunks = make()
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  if (theirs(chunks) !== ours(chunks)) throw new Error(`The parsers disagree on: ${workload}`)
  const times: number[] = []
  const ratios: number[] = []
  const end = performance.now() + 2500
  for (let round = 0; round < ROUNDS && (round < 3 || performance.now() < end); round++) {
    const time = seconds(ours, chunks)
    times.push(time)
    ratios.push(seconds(theirs, chunks) / time)
  }
  const rate = bytes / 1e6 / median(times)
  console.log(workload.padEnd(44) + rate.toFixed(0).padStart(8) + median(ratios).toFixed(2).padStart(8))
}
