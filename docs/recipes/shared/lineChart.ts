/** A chart that draws itself: any charting library with an `append` will do. */
export interface LineChart {
  add(value: number): void
}

/** Draws the newest values on a canvas, once per frame, however many were added since the last one. */
export function createLineChart(
  canvas: HTMLCanvasElement,
  most = 300,
): LineChart {
  const values: number[] = []
  let isDue = false

  function draw() {
    isDue = false
    const context = canvas.getContext('2d')
    if (!context) return
    const low = Math.min(...values)
    const scale = canvas.height / (Math.max(...values) - low || 1)
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.beginPath()
    values.forEach((value, index) =>
      context.lineTo(
        (index * canvas.width) / most,
        canvas.height - (value - low) * scale,
      ),
    )
    context.stroke()
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
