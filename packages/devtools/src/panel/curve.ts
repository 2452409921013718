export interface Point {
  readonly x: number
  readonly y: number
}

/** A quadratic curve: from, control point, to. */
export type Curve = readonly [Point, Point, Point]

const mix = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
})

export const pointAt = ([a, b, c]: Curve, t: number): Point => mix(mix(a, b, t), mix(b, c, t), t)

/** The part of a curve between two of its parameters, by the rule of de Casteljau. */
export function part([a, b, c]: Curve, from: number, to: number): Curve {
  const blossom = (s: number, t: number) => mix(mix(a, b, s), mix(b, c, s), t)
  return [blossom(from, from), blossom(from, to), blossom(to, to)]
}

export const pathOf = ([a, b, c]: Curve) =>
  `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${b.x.toFixed(1)} ${b.y.toFixed(1)} ${c.x.toFixed(1)} ${c.y.toFixed(1)}`
