/** How many runs a random test has. `npm run test:random` asks for a hundred times as many. */
export const randomRuns = (count: number): number => count * Number(process.env.RANDOM_RUNS ?? 1)

/** How long a random test may take, in milliseconds. */
export const randomTimeout = process.env.RANDOM_RUNS ? 900_000 : 180_000
