/** Returns an id that stays the same when the page is loaded again. */
export function savedId(name: string): string {
  const id = sessionStorage.getItem(name) ?? crypto.randomUUID()
  sessionStorage.setItem(name, id)
  return id
}
