import { createEventSource, json } from '@use-event-source/core'
import { addToTally } from './tally.ts'

/**
 * The cells of the flood name this URL and these options; the store below is on the same
 * connection.
 */
export const numbersUrl = '/api/numbers'

export const numbersOptions = { events: { number: json<number>() } }

export const numbers = createEventSource({ url: numbersUrl, ...numbersOptions })

export const numberTally = { number: addToTally }

export const cells = Array.from({ length: 20 }, (_, index) => index + 1)
