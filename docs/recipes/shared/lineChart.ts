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
    context.clearRect(0, 0, canvas.width, canvas.height)
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

  // The browser reports sizes after it has laid the page out. To ask for one while drawing would
  // lay it out again, once for each chart.
  new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect
    // One pixel for each of the screen, or the line is blurred.
    canvas.width = Math.round(width * devicePixelRatio)
    canvas.height = Math.round(height * devicePixelRatio)
    if (values.length > 0) draw()
  }).observe(canvas)

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
