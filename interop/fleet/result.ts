/** What the docs say of a fleet. */
export interface FleetResult {
  readonly clients: number
  readonly kills: number
  readonly received: number
  readonly lost: number
  readonly twice: number
  /** Milliseconds from a kill to the next event: for half of the cut streams, for 99 %, for all. */
  readonly takeover: { readonly half: number; readonly most: number; readonly all: number }
}
