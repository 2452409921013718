/** Ends this process when the one that started it is gone, however it went: no server is left behind on the port. */
export function endWithParent(): void {
  const parent = process.ppid
  process.once('disconnect', () => process.exit())
  setInterval(() => {
    if (process.ppid !== parent) process.exit()
  }, 500).unref()
}
