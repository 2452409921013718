export interface Tick {
  count: number
}
