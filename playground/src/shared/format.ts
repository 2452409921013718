// None of these takes `Intl`: its first format costs Chromium 70 ms or more, before the first scene.

/** A whole number, as in `10,000`. */
export const formatNumber = (value: number) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** As wide as other prices, and as their absence: so what is beside it does not move. */
export const formatPrice = (value: number | undefined) =>
  (value === undefined ? '–' : value.toFixed(2)).padStart(6, figureSpace)

/** As wide as a digit. */
const figureSpace = '\u2007'

/** The time of day, as in `13:05:09`. */
export const formatTime = (at: number) => new Date(at).toTimeString().slice(0, 8)

export const formatSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

/** `1 commit`, `2 commits`. */
export const plural = (count: number, noun: string) =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`
