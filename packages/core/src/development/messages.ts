/** What a programmer did wrong, or should know, by the anchor of its entry in errors.md. */
export const mistakes = {
  'body-of-get': (method: string) => `A ${method} request cannot have a body: name another 'method', such as 'POST'.`,
  'decoder-invalid': (type: string) =>
    `Cannot decode '${type}': give json(), text, a function or a Standard Schema in 'events'.`,
  'events-missing': () => "Name the event types in the 'events' option, such as { message: json() }.",
  'option-beyond-native': (option: string) =>
    `nativeTransport() cannot honour '${option}': leave out 'transport', or give fetchTransport().`,
  'option-redials': (option: string) =>
    `A component has redialled three times within a second because '${option}' was another one: keep it the same from render to render.`,
  'option-unknown': (option: string, known: string) => `Unknown option '${option}': give some of ${known}.`,
  'reader-slow': (limit: number) => `More than ${limit} events waited for the reader: read faster, or raise 'limit'.`,
  'schema-asynchronous': () => 'The schema is asynchronous: events are decoded in order, at once.',
  'streams-many': (count: number, origin: string) =>
    `This page has ${count} streams open to ${origin} over HTTP/1.1, where a browser has six connections: name one URL in several components, serve HTTP/2, or set 'pauseWhenHidden'.`,
  'transport-replaced': () =>
    "A component has given another 'transport' than at first, which is ignored: make one outside of the component.",
  'type-undeclared': (type: string) => `Cannot listen for ${type}: add it to the 'events' option.`,
  'url-invalid': (url: string) => `Cannot parse the URL ${url}: give an absolute one, or one relative to the page.`,
  'url-protocol': (url: string) => `Cannot stream from ${url}: give an http or https URL.`,
} as const

/** What the messages of failures say. The word before the hyphen is the kind of the failure, and its anchor in errors.md. */
export const failures = {
  ended: (url: string) => `${url} ended the stream.`,
  'ended-204': (url: string) => `${url} answered 204: there is nothing more to come.`,
  http: (url: string, status: number, statusText: string) => `${url} answered ${status} ${statusText}`.trim(),
  network: (url: string, error: unknown) => `Cannot read from ${url}: ${error}`,
  'network-lost': (url: string) => `The connection to ${url} was lost, and the browser does not say why.`,
  'network-offline': () => 'The browser is offline.',
  'network-option': (option: string, error: string) => `'${option}' threw a ${error}, which was reported.`,
  overflow: (url: string) => `An event from ${url} is larger than 'maxEventSize'.`,
  protocol: (url: string, type: string, beginning: string) =>
    `${url} answered with ${type || 'no content type'}, not with text/event-stream: ${beginning || '(empty)'}`,
  'protocol-dial': (error: unknown) => `The dial itself failed: ${error}`,
  'protocol-headers': (url: string) => `Cannot dial ${url}: the headers are not valid.`,
  'timeout-open': (url: string, timeout: number) => `No answer from ${url} for ${timeout} ms.`,
  'timeout-idle': (url: string, timeout: number) => `Nothing came from ${url} for ${timeout} ms.`,
} as const

type Sentences = typeof mistakes & typeof failures

/** Says something in a sentence, which ends with where to read more if it is about a mistake. */
export function messageOf<C extends keyof Sentences>(code: C, ...details: Parameters<Sentences[C]>): string {
  const say = { ...mistakes, ...failures }[code] as (...details: unknown[]) => string
  const pointer = code in mistakes ? ` (errors.md#${code} in @use-event-source/core)` : ''
  return say(...details) + pointer
}
