/**
 * Ends this process when its parent has ended, however it ended: no server stays behind on the
 * port.
 */
export function endWithParent(): void {
  const parent = process.ppid
  process.once('disconnect', () => process.exit())
  setInterval(() => {
    if (process.ppid !== parent) process.exit()
  }, 500).unref()
}
