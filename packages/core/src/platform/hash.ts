/**
 * Returns a short hash of a text, for names that must not show it. It is not for signing: two
 * multiplicative hashes of 32 bits, so that texts collide by chance once in 2^64.
 */
export function hashOf(text: string): string {
  let [one, other] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    one = Math.imul(one ^ code, 2654435761)
    other = Math.imul(other ^ code ^ (one >>> 16), 1597334677)
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36)
}
