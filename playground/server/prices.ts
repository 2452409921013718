import type { Halt } from '../src/shared/halt.ts'
import { symbols, type Price } from '../src/shared/wire.ts'
import { chance, pick } from './chance.ts'
import { clock, type Sequence } from './sequence.ts'

const period = 100
const { latest, timeOf } = clock(period)

const reasons = ['volatility', 'news pending', 'order imbalance', 'regulatory review']

/**
 * Prices of eight companies that do not exist, ten a second, and a trading halt every half a minute
 * or so.
 */
export const prices: Sequence = {
  latest,
  replay: 3000,
  // Enough for every chart to begin with a whole line.
  welcome: 720,
  eventAt(seq) {
    const symbol = pick(symbols, seq)
    if (chance(seq * 3 + 1) < 0.003) {
      const halt: Halt = { symbol, reason: pick(reasons, seq * 5) }
      return { id: String(seq), type: 'halt', data: JSON.stringify(halt) }
    }
    const price: Price = { symbol, ...quoteAt(symbols.indexOf(symbol), seq), at: timeOf(seq), seq }
    return { id: String(seq), type: 'price', data: JSON.stringify(price) }
  },
}

/** Slow waves, a faster one and a little noise: it looks like a market and needs no past. */
function quoteAt(company: number, seq: number) {
  const base = 24 + company * 37
  const hour = seq / 36_000
  const drift = 0.04 * Math.sin(hour * 2.1 + company) + 0.012 * Math.sin(hour * 61 + company * 2)
  const swing =
    0.0016 * Math.sin(seq / 47 + company * 3) + 0.0008 * (chance(seq * 7 + company) - 0.5)
  const middle = base * (1 + drift + swing)
  const spread = base * (0.0002 + 0.0003 * chance(seq * 11 + company))
  return { bid: cents(middle - spread), ask: cents(middle + spread) }
}

const cents = (value: number) => Math.round(value * 100) / 100
