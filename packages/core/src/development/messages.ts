import { errorsPage } from './errorsPage.ts'

/**
 * Mistakes of a programmer, by the anchor of their entry in errors.md: what happened, what follows,
 * what to do.
 */
export const mistakes = {
  'body-of-get': (method: string) =>
    `A ${method} request cannot have a body: set 'method', for example to 'POST'.`,
  'decoder-asynchronous': () =>
    'The decoder answered with a promise, and events are decoded in order: use a function or a schema that is synchronous.',
  'decoder-invalid': (type: string) =>
    `The decoder of '${type}' is neither a function nor a schema: set it to json(), text, a function or a Standard Schema.`,
  'events-missing': () =>
    "The 'events' option names no event type: set it, for example to { message: json() } or { message: text }.",
  'option-beside-store': (option: string) =>
    `'${option}' beside a store does nothing: give it to createEventSource, where the store is made.`,
  'option-beyond-native': (option: string) =>
    `nativeTransport() ignores '${option}': leave out 'transport', or set it to fetchTransport().`,
  'key-missing': () =>
    "clear({ tabs: true }) cleared this tab alone, because the client has no 'key': give it one, such as the ID of the user.",
  'option-ignored': (options: string, url: string) =>
    `A component joined the stream of ${url} with another '${options}', and what the oldest component says stays in use: give all of them the same options, or this one a 'key' of its own.`,
  'id-forbidden': (origin: string) =>
    `${origin} refuses the header Last-Event-ID, and the stream began without it: allow it with Access-Control-Allow-Headers, let a 'url' function carry the id, or use nativeTransport().`,
  'id-invalid': (answer: string) =>
    `'idOf' answered with ${answer}, which was ignored: answer with a string or a number, or with nothing for an event without an ID.`,
  'id-repeated': () =>
    "'idOf' answered with one ID for two events of one request, so after a reconnect both count as known: answer with an ID that each event has for itself, or with nothing.",
  'option-redials': (option: string) =>
    `'${option}' changed between renders and reconnected three times in a second: keep it stable (memoize it, or move it out of the component).`,
  'load-failed': () =>
    "'load' failed, so the old state stays: it is tried again, and 'onLoadError' is called with each failure.",
  'load-slow': (limit: number) =>
    `More than ${limit} events, or 16 MiB of them, came while 'load' was under way, so it begins again: make it faster, or leave out event types that are not reduced.`,
  'option-asynchronous': (option: string) =>
    `'${option}' answered with a promise, which was ignored: it has to be synchronous.`,
  'option-invalid': (option: string, value: string, words: string) =>
    `'${option}' is ${value}, which it cannot be: set it to ${words}.`,
  'option-threw': (option: string) =>
    `'${option}' threw, and gave no answer: catch what it may throw.`,
  'option-unknown': (option: string, known: string) =>
    `There is no option '${option}': remove it, or correct it to one of ${known}.`,
  'reader-slow': (limit: number) =>
    `More than ${limit} events waited in eventsOf(), and the loop ended: read faster, or raise 'limit'.`,
  'scope-missing': () =>
    "A composable was called outside of a component's setup and of an effect scope, so nothing ends its stream: call it before the first 'await' of a setup, or in effectScope().run().",
  'source-unstable': () =>
    'The source is another one at each render, so the component would never stop rendering: make a store outside of the component, and put nothing into the URL or the key that changes with each call, such as Math.random().',
  'reconnect-invalid': (answer: string) =>
    `'reconnectWith' answered with ${answer}, and the stream ended: answer with an object of url, method, headers and body, or with null.`,
  'resume-unnamed': () =>
    "'resume' stores nothing, because nothing says whose stream it is: set a 'key', which a stream needs that has headers, credentials, or a function in 'url' or 'body'.",
  'retry-invalid': (answer: string) =>
    `'retry' answered with ${answer}, and the default delay was used: answer with milliseconds, or with false to give up.`,
  'renewal-failed': () =>
    "'renew' threw or was rejected, and the streams that waited for it have failed: see the error.",
  'streams-many': (count: number, origin: string) =>
    `This page has ${count} streams open to ${origin} over HTTP/1.1, where a browser keeps six connections, and further requests will wait: use one URL in several components, serve HTTP/2, or set 'pauseWhenHidden'.`,
  'streams-multiplexed': (count: number, origin: string) =>
    `This page has ${count} streams open to ${origin} over one connection, where a server commonly allows ${count}, and further requests will wait: use one URL in several components, raise the limit of the server, or set 'pauseWhenHidden'.`,
  'suspended-on-server': () =>
    'useSuspenseEventSource was rendered on a server, where nothing connects: put <Suspense> around the component.',
  'suspense-undeclared': () =>
    "useSuspenseEventSource waits for an event of a declared type, and 'events' declares '*' alone, so it would wait for ever: name a type, or use useEventSource.",
  'tabs-identity': (url: string) =>
    `sharedTransport() does not share the stream of ${url} with other tabs, because they cannot know that theirs is the same: beside headers or credentials give it or its client a 'key', such as the ID of the user, and use no function as its 'url'.`,
  'tabs-locks': (url: string) =>
    `sharedTransport() does not share the stream of ${url} with other tabs, because this page has no Web Locks: serve it over https, and not in a sandboxed frame.`,
  'tabs-signal': () =>
    'sharedTransport() was given a signal that cannot be sent to other tabs, and they get what JSON leaves of it: emit plain data.',
  'transport-replaced': () =>
    "'transport' changed between renders, and the first one stays in use: create it outside of the component.",
  'type-undeclared': (type: string) =>
    `The event type ${type} is not declared: add it to the 'events' option.`,
  'type-unread': (type: string) =>
    `The server sends events of the type '${type}', which is not declared, and they are dropped: add it to the 'events' option, or read all others with '*'.`,
  'user-unknown': () =>
    "The 'authorization' of a mounted component changed, and its stream goes on with the events of before: where that is another user, give each user another 'key'.",
  'url-invalid': (url: string) =>
    `The URL ${url} cannot be parsed: use an absolute URL, or one relative to the page.`,
  'url-protocol': (url: string) =>
    `The URL ${url} has a scheme that carries no stream: use http or https.`,
} as const

/**
 * What the messages of failures say. The word before the hyphen is the kind of the failure, and its
 * anchor in errors.md.
 */
export const failures = {
  decode: (type: string) => `An event of the type '${type}' could not be decoded.`,
  ended: (url: string) => `${url} ended the stream.`,
  'ended-empty': (url: string) => `${url} ended the stream before its first event.`,
  'ended-inside': (url: string) => `${url} ended the stream inside an event, which is lost.`,
  'ended-null': () => "'reconnectWith' answered null: there is nothing to go on with.",
  'ended-204': (url: string) => `${url} answered 204: there is nothing more to come.`,
  http: (url: string, status: number, statusText: string) =>
    `${url} answered ${status} ${statusText}`.trim(),
  network: (url: string, error: string) => `Cannot read from ${url}: ${error}`,
  'network-frozen': () => 'The page was frozen, and the stream with it.',
  'network-lost': (url: string) =>
    `The connection to ${url} was lost, and the browser does not say why.`,
  'network-offline': () => 'The browser is offline.',
  'network-option': (option: string, error: string) =>
    `'${option}' threw an error, which is on the console: ${error}.`,
  overflow: (url: string) => `An event from ${url} is larger than 'maxEventSize'.`,
  protocol: (url: string, type: string) =>
    `${url} answered with ${type || 'no content type'}, not with text/event-stream.`,
  'protocol-dial': (error: string) =>
    `The request could not be made: ${error}, which is on the console.`,
  'protocol-headers': (url: string) =>
    `The request to ${url} could not be made: the headers are not valid.`,
  'protocol-native': (url: string) =>
    `${url} was refused six times in a row, and the browser does not say why. With fetchTransport() the failure has the status.`,
  'protocol-request': (url: string) =>
    `The request to ${url} could not be made: the platform refuses its URL, method or body.`,
  'protocol-stream': (url: string) =>
    `The answer of ${url} cannot be read piece by piece: this fetch gives no body stream. Use another one with fetchTransport({ fetch }), or nativeTransport().`,
  'timeout-open': (url: string, timeout: number) => `No answer from ${url} for ${timeout} ms.`,
  'timeout-idle': (url: string, timeout: number) => `Nothing came from ${url} for ${timeout} ms.`,
} as const

type Sentences = typeof mistakes & typeof failures

/** Returns a message as a sentence; one about a mistake ends with the place of its entry. */
export function messageOf<C extends keyof Sentences>(
  code: C,
  ...facts: Parameters<Sentences[C]>
): string {
  const sentence = { ...mistakes, ...failures }[code] as (...facts: unknown[]) => string
  const pointer = code in mistakes ? ` (${errorsPage}#${code})` : ''
  return sentence(...facts) + pointer
}
