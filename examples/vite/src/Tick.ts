export interface Tick {
  readonly count: number
}
