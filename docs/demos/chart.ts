/** Draws a line of the newest values, a value at a time. */
export function addPoint(canvas: HTMLCanvasElement | null, value: number): void {
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return
  const points = [...(pointsOf.get(canvas) ?? []), value].slice(-40)
  pointsOf.set(canvas, points)
  const [low, high] = [Math.min(...points) - 0.2, Math.max(...points) + 0.2]
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.strokeStyle = getComputedStyle(canvas).color
  context.lineWidth = 4
  context.beginPath()
  for (const [index, point] of points.entries())
    context.lineTo((canvas.width / 39) * index, canvas.height * (1 - (point - low) / (high - low)))
  context.stroke()
  canvas.setAttribute('aria-label', `A line of ${points.length} prices, the last ${value}`)
}

const pointsOf = new WeakMap<HTMLCanvasElement, readonly number[]>()
