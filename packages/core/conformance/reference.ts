import type { ConformanceEvent } from './cases.ts'

export interface Interpretation {
  readonly events: readonly ConformanceEvent[]
  readonly retry: readonly number[]
  readonly lastEventId: string
}

/**
 * Interprets a whole event stream in the words and the order of the HTML standard, 9.2.6, with no
 * thought of speed.
 */
export function interpret(bytes: Uint8Array, initialId = ''): Interpretation {
  const events: ConformanceEvent[] = []
  const retry: number[] = []
  let dataBuffer = ''
  let typeBuffer = ''
  let idBuffer = initialId
  let lastEventId = initialId

  // "Streams must be decoded using the UTF-8 decode algorithm", which strips one leading BOM, as
  // TextDecoder does.
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/)
  // "Once the end of the file is reached, any pending data must be discarded": also the line that
  // has no end.
  lines.pop()

  for (const line of lines) {
    if (line === '') dispatch()
    else if (line.startsWith(':')) continue
    else if (line.includes(':')) {
      const colon = line.indexOf(':')
      const value = line.slice(colon + 1)
      process(line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value)
    } else process(line, '')
  }
  return { events, retry, lastEventId }

  function process(field: string, value: string): void {
    if (field === 'event') typeBuffer = value
    else if (field === 'data') dataBuffer += value + '\n'
    else if (field === 'id' && !value.includes('\0')) idBuffer = value
    else if (field === 'retry' && /^[0-9]+$/.test(value)) retry.push(Number(value))
  }

  function dispatch(): void {
    lastEventId = idBuffer
    if (dataBuffer === '') {
      typeBuffer = ''
      return
    }
    events.push({
      type: typeBuffer === '' ? 'message' : typeBuffer,
      raw: dataBuffer.slice(0, -1),
      lastEventId,
    })
    dataBuffer = typeBuffer = ''
  }
}
