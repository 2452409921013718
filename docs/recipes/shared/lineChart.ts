/** A chart that takes values one by one, as the `append` of a charting library does. */
export interface LineChart {
  add(value: number): void
}

/** Draws the newest values on a canvas, once per frame, however many were added since the last one. */
export function createLineChart(
  canvas: HTMLCanvasElement,
  most = 100,
): LineChart {
  const values: number[] = []
  let isDue = false

  function draw() {
    isDue = false
    const context = canvas.getContext('2d')
    if (!context) return
    // One pixel for each of the screen, or the line is blurred. A new size takes new memory.
    const width = Math.round(canvas.clientWidth * devicePixelRatio)
    const height = Math.round(canvas.clientHeight * devicePixelRatio)
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    context.clearRect(0, 0, width, height)
    const thickness = 1.5 * devicePixelRatio
    const low = Math.min(...values)
    const scale = (canvas.height - thickness) / (Math.max(...values) - low || 1)
    context.strokeStyle = getComputedStyle(canvas).color
    context.lineWidth = thickness
    context.beginPath()
    values.forEach((value, index) =>
      // The newest value is at the right edge.
      context.lineTo(
        canvas.width * (1 - (values.length - 1 - index) / (most - 1)),
        canvas.height - thickness / 2 - (value - low) * scale,
      ),
    )
    context.stroke()
    // The fallback of the canvas, for readers that cannot see it.
    canvas.textContent = `${values.at(-1)}`
  }

  return {
    add(value) {
      values.push(value)
      if (values.length > most) values.shift()
      if (isDue) return
      isDue = true
      requestAnimationFrame(draw)
    },
  }
}
