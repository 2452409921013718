// Meets everything that a server or an option can do wrong, and prints what came of it. It ends by
// itself: what is left open would keep the process alive.
import { backoff, createEventSource, json, text } from '@use-event-source/core'

const [, , server] = process.argv
const url = `${server}/numbers`
const events = { number: json() }
const retry = backoff({ initial: 10 })

/**
 * A function that throws at its first call only.
 *
 * @template {unknown} Answer
 * @param {Answer} answer
 */
const failsOnce = (answer) => {
  let calls = 0
  return () => {
    if (calls++ === 0) throw new Error('out of order')
    return answer
  }
}
/**
 * @template {unknown} Answer
 * @param {Answer} answer
 */
const rejectsOnce = (answer) => {
  const answerOnce = failsOnce(answer)
  return async () => answerOnce()
}

/** @type {Record<string, any>} */
const streams = {
  'no JSON': { url },
  'an onInvalid that throws': { url, onInvalid: failsOnce(undefined) },
  'a decoder that is asynchronous': { url, events: { number: async () => 1, last: text } },
  'an until that throws': { url, until: failsOnce(false) },
  'headers that are rejected': { url, retry, headers: rejectsOnce({}) },
  'a body that is rejected': { url, retry, method: 'POST', body: rejectsOnce('{}') },
  'a url that throws': { url: failsOnce(url), retry },
  'a retry that throws': { url: `${server}/503`, retry: failsOnce(false) },
  'a relative URL': { url: '/numbers' },
  'a page of HTML': { url: `${server}/html` },
  'an answer of 204': { url: `${server}/204` },
  'an event that is too large': { url, maxEventSize: 8 },
}

/**
 * Waits for the last event, or for the end of the stream.
 *
 * @param {any} options
 */
const outcomeOf = (options) =>
  new Promise((resolve) => {
    // A key, so that each has a stream of its own.
    const source = createEventSource({ events: { ...events, last: text }, ...options, key: name() })
    const end = (/** @type {string} */ outcome) => {
      resolve(outcome)
      source.close()
    }
    source.subscribe(() => {
      const { status, failure } = source.getSnapshot()
      if (status === 'closed') end(failure?.kind ?? 'closed')
    })
    source.on('last', () => end('whole'))
  })

let streamCount = 0
const name = () => `stream ${++streamCount}`

/** @type {Record<string, unknown>} */
const outcomes = {}
for (const [fault, options] of Object.entries(streams)) outcomes[fault] = await outcomeOf(options)
console.log(JSON.stringify(outcomes))
