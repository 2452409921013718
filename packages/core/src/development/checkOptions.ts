import { messageOf } from './messages.ts'
import type { EventSourceOptions } from '../store/store.ts'

/** Whether a value is right, and what else it has to be. */
type Rule = readonly [isRight: (value: unknown) => boolean, words: string]

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isFunction = (value: unknown) => typeof value === 'function'
const has = (method: string) => (value: unknown) =>
  isObject(value) && typeof (value as Record<string, unknown>)[method] === 'function'

const anything: Rule = [() => true, '']
const aFunction: Rule = [isFunction, 'a function']
const flag: Rule = [(value) => typeof value === 'boolean', 'true or false']
const word: Rule = [(value) => typeof value === 'string', 'a string']
const above0: Rule = [(value) => typeof value === 'number' && value > 0, 'a number above 0']

const rules: { readonly [K in keyof Required<EventSourceOptions<any>>]: Rule } = {
  url: [
    (value) => isFunction(value) || isObject(value) || (typeof value === 'string' && value !== ''),
    'a URL that is not empty, or a function',
  ],
  events: anything,
  method: [(value) => typeof value === 'string' && value !== '', "a method, such as 'POST'"],
  headers: anything,
  body: anything,
  withCredentials: flag,
  transport: aFunction,
  retry: [
    (value) => value === false || isFunction(value),
    'a function such as backoff(), or false',
  ],
  reconnectWith: aFunction,
  idOf: aFunction,
  linger: [(value) => typeof value === 'number' && value >= 0, 'a number of milliseconds'],
  connectTimeout: above0,
  idleTimeout: [
    (value) => value === 'auto' || value === false || above0[0](value),
    "a number above 0, 'auto' or false",
  ],
  lastEventId: word,
  pauseWhenHidden: flag,
  resume: [has('createPoint'), 'resumeFrom() of a storage'],
  maxEventSize: above0,
  key: word,
  until: aFunction,
  onInvalid: aFunction,
  signal: [has('addEventListener'), 'an AbortSignal'],
  client: [isObject, 'what createEventSourceClient() returns'],
}

/**
 * Checks the options when a store is made, where the stack still shows the mistake.
 *
 * @throws TypeError that says what to do.
 */
export function checkOptions(options: EventSourceOptions<any>): void {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(rules, name))
      throw new TypeError(messageOf('option-unknown', name, Object.keys(rules).join(', ')))
    const value: unknown = options[name as keyof typeof options]
    const [isRight, words] = rules[name as keyof typeof rules]
    if (value !== undefined && !isRight(value))
      throw new TypeError(messageOf('option-invalid', name, shownOf(value), words))
  }
  const { events, body, method = 'GET' } = options
  const types = isObject(events) ? Object.keys(events) : []
  if (types.length === 0) throw new TypeError(messageOf('events-missing'))
  for (const type of types) {
    const decoder: unknown = events[type]
    const canDecode = typeof decoder === 'function' || (isObject(decoder) && '~standard' in decoder)
    if (!canDecode) throw new TypeError(messageOf('decoder-invalid', type))
  }
  if (body !== undefined && /^(get|head)$/i.test(method))
    throw new TypeError(messageOf('body-of-get', method))
}

/** A value as a message may show it: a text may be a token. */
export const shownOf = (value: unknown): string =>
  value === '' ? 'empty' : typeof value === 'number' ? `${value}` : `a ${typeof value}`
