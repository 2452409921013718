const warned = new Set<string>()

/** Prints a warning, each one once. */
export function warn(message: string): void {
  if (warned.has(message)) return
  warned.add(message)
  console.warn(message)
}
