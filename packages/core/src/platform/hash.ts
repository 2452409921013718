/** 2^32 by the golden ratio. */
const multiplier = 2654435761

/**
 * Returns a short hash of a text, for names that must not show it. It is not for signing: two
 * multiplicative hashes of 32 bits, so that texts collide by chance once in 2^64.
 */
export function hashOf(text: string): string {
  let [one, other] = [7, 11]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    one = Math.imul(one ^ code, multiplier)
    other = Math.imul(other ^ code ^ (one >>> 16), multiplier)
  }
  return `${one >>> 0}.${other >>> 0}`
}
