// The state machine of a connection, as a drawing
export { drawMachine } from './panel/machineDrawing.ts'
export type { Drawing } from './panel/machineDrawing.ts'
export { steps } from './panel/machineTable.ts'
export type { Step } from './panel/machineTable.ts'
export { meanings } from './panel/phaseMeanings.ts'
