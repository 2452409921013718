const whole = new Intl.NumberFormat('en-US')
const price = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

export const formatNumber = (value: number) => whole.format(value)

/** As wide as other prices, and as their absence: so what is beside it does not move. */
export const formatPrice = (value: number | undefined) =>
  (value === undefined ? '–' : price.format(value)).padStart(6, figureSpace)

/** As wide as a digit. */
const figureSpace = '\u2007'

/** The time of day, as in `13:05:09`. */
export const formatTime = (at: number) => clock.format(at)

export const formatSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

/** `1 commit`, `2 commits`. */
export const plural = (count: number, noun: string) =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`
