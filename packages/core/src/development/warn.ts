const told = new Set<string>()

/** Says something on the console, and never the same again. */
export function warn(message: string): void {
  if (told.has(message)) return
  told.add(message)
  console.warn(message)
}
