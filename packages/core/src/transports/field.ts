import { valueAt } from './bytes.ts'

// The letters of `data`, `event`, `id` and `retry`. The first one tells which of them it is.
export const D = 100
export const E = 101
export const I = 105
const A = 97
const N = 110
const R = 114
const T = 116
const V = 118
const Y = 121

/** Where the value starts if the line is a field that the standard knows, or else 0. */
export function fieldValueAt(bytes: Uint8Array, from: number): number {
  switch (bytes[from]) {
    case D:
      return bytes[from + 1] === A && bytes[from + 2] === T && bytes[from + 3] === A
        ? valueAt(bytes, from + 4)
        : 0
    case E:
      return bytes[from + 1] === V &&
        bytes[from + 2] === E &&
        bytes[from + 3] === N &&
        bytes[from + 4] === T
        ? valueAt(bytes, from + 5)
        : 0
    case I:
      return bytes[from + 1] === D ? valueAt(bytes, from + 2) : 0
    case R:
      return bytes[from + 1] === E &&
        bytes[from + 2] === T &&
        bytes[from + 3] === R &&
        bytes[from + 4] === Y
        ? valueAt(bytes, from + 5)
        : 0
    default:
      return 0
  }
}
