/** Counts the signals of all connections, so that what one of them changes is told apart. */
export let turn = 0

export const nextTurn = (): void => void turn++
