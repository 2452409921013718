const number = new Intl.NumberFormat('en')

export const formatNumber = (value: number): string => number.format(value)

/** A noun as it stands after a count. */
export const nounFor = (count: number, noun: string): string => (count === 1 ? noun : `${noun}s`)

/** A count per second, of which small ones keep a decimal. */
export const formatRate = (perSecond: number): string =>
  perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : number.format(Math.round(perSecond))

export const formatBytes = (bytes: number): string =>
  bytes < 1000
    ? `${Math.round(bytes)} B`
    : bytes < 1_000_000
      ? `${(bytes / 1000).toFixed(1)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`

/** A duration in milliseconds, in the unit that reads best. */
export function formatDuration(duration: number): string {
  const seconds = Math.floor(duration / 1000)
  if (duration < 1000) return `${Math.floor(duration)} ms`
  if (seconds < 60) return `${(Math.floor(duration / 100) / 10).toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** The time of day, with milliseconds. */
export function formatTime(time: number): string {
  const date = new Date(time)
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(
    (part) => String(part).padStart(2, '0'),
  )
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
