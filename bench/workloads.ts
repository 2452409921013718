/** A stream of bytes, cut as a network would. */
export interface Workload {
  readonly name: string
  /** Returns the chunks of a stream that is `scale` times as long as the usual one. */
  chunks(scale: number): readonly Uint8Array[]
}

const encoder = new TextEncoder()

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: Math.max(1, Math.round(count)) }, (_, index) => make(index)).join('')

function cut(text: string, size: number): Uint8Array[] {
  const bytes = encoder.encode(text)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.slice(i * size, (i + 1) * size),
  )
}

const each = (count: number, make: (index: number) => string): Uint8Array[] =>
  Array.from({ length: Math.max(1, Math.round(count)) }, (_, index) => encoder.encode(make(index)))

/** One token of a chat completion. */
export const token = (i: number): string =>
  `data: {"id":"chatcmpl-9xKq2Lm0","object":"chat.completion.chunk","created":1731000000,"model":"gpt-4o-2024-08-06",` +
  `"system_fingerprint":"fp_159d8341cc","choices":[{"index":0,"delta":{"content":" word${i}"},"logprobs":null,"finish_reason":null}]}\n\n`

/** One price of a ticker. */
export const tick = (i: number): string =>
  `event: price\nid: ${i}\ndata: {"symbol":"ACME","bid":${100 + (i % 90)}.25,"ask":101.5}\n\n`

const chinese = (i: number): string => token(i).replace('word', '流式传输的中文')

const hundredLines = (i: number): string =>
  `${repeat(100, (j) => `data: line ${j} of event ${i}\n`)}\n`
const line = (i: number): string => `data: line ${i}\n`

const KB = 1024
const MB = 1024 * KB

/** A heartbeat that ends with CRLF, and behind it a megabyte of ticks that do not. */
const oneCrlf = (scale: number): Uint8Array[] => [
  encoder.encode(`: heartbeat\r\n${repeat(12_000 * scale, tick)}`),
]

export const workloads: readonly Workload[] = [
  { name: 'LLM tokens, one event per chunk', chunks: (scale) => each(4000 * scale, token) },
  {
    name: 'LLM tokens, 64 KB chunks',
    chunks: (scale) => cut(repeat(8000 * scale, token), 64 * KB),
  },
  { name: 'ticks, 64 KB chunks', chunks: (scale) => cut(repeat(20_000 * scale, tick), 64 * KB) },
  {
    name: 'ticks with CRLF, 64 KB chunks',
    chunks: (scale) => cut(repeat(20_000 * scale, tick).replaceAll('\n', '\r\n'), 64 * KB),
  },
  {
    name: 'ticks with lone CRs, 64 KB chunks',
    chunks: (scale) => cut(repeat(5000 * scale, tick).replaceAll('\n', '\r') + ':', 64 * KB),
  },
  {
    name: 'ticks with lone CRs, 1 MB in one chunk',
    chunks: (scale) => [encoder.encode(repeat(12_000 * scale, tick).replaceAll('\n', '\r') + ':')],
  },
  { name: 'ticks, 1 MB in one chunk with one CRLF among LF', chunks: oneCrlf },
  {
    name: 'Chinese, 64 KB chunks',
    chunks: (scale) => cut(repeat(4000 * scale, chinese), 64 * KB),
  },
  {
    name: 'Chinese, characters split between chunks of 1,000 bytes',
    chunks: (scale) => cut(repeat(4000 * scale, chinese), 1000),
  },
  { name: 'ticks, one byte per chunk', chunks: (scale) => cut(repeat(500 * scale, tick), 1) },
  {
    name: 'one event of 8 MB, 64 KB chunks',
    chunks: (scale) => cut(`data: ${'x'.repeat(8 * MB * scale)}\n\n`, 64 * KB),
  },
  {
    name: 'events of 100 data lines, 64 KB chunks',
    chunks: (scale) => cut(repeat(400 * scale, hundredLines), 64 * KB),
  },
  {
    name: 'one event of 200,000 lines, 64 KB chunks',
    chunks: (scale) => cut(`${repeat(200_000 * scale, line)}\n`, 64 * KB),
  },
]
