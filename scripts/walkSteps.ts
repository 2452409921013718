let passed = 0
let failed = 0

/** Takes a step, prints how long it took, and counts it. A step that fails does not stop the walk, unless its caller does. */
export async function step<Value>(name: string, take: () => Value | Promise<Value>): Promise<Value> {
  const start = performance.now()
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1).padStart(6)
  try {
    const value = await take()
    passed++
    console.log(`passed ${seconds()} s  ${name}`)
    return value
  } catch (error) {
    failed++
    console.log(`failed ${seconds()} s  ${name}`)
    throw error
  }
}

/** Walks one way to its end, or to the first step that fails. */
export async function walk(take: () => Promise<void>): Promise<void> {
  const before = failed
  try {
    await take()
  } catch (error) {
    if (failed === before) failed++
    console.error(error instanceof Error ? error.message : error)
  }
}

/** Prints the sum, and gives it to whoever has started this process. */
export function finish(): void {
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
