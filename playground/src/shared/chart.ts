/** A line that grows to the right. */
export interface Chart {
  add(value: number): void
  /** Lets go of the page. */
  stop(): void
}

const points = 60
const margin = 4

/** Draws the last values of a series on a canvas, once per frame, without rendering anything. */
export function createChart(canvas: HTMLCanvasElement): Chart {
  const context = canvas.getContext('2d')!
  const values: number[] = []
  let frame = 0

  function drawSoon() {
    frame ||= requestAnimationFrame(draw)
  }

  function draw() {
    frame = 0
    const { clientWidth: width, clientHeight: height } = canvas
    // One pixel of the canvas for each of the screen, or a line is a blur. To set the size also wipes.
    canvas.width = Math.round(width * devicePixelRatio)
    canvas.height = Math.round(height * devicePixelRatio)
    context.scale(devicePixelRatio, devicePixelRatio)
    if (values.length === 0) return

    const low = Math.min(...values)
    const scale = (height - 2 * margin) / (Math.max(...values) - low || 1)
    const step = (width - 2 * margin) / (points - 1)
    // The newest value is at the right edge from the start.
    const xOf = (index: number) => width - margin - (values.length - 1 - index) * step
    const yOf = (value: number) => height - margin - (value - low) * scale

    const line = new Path2D()
    values.forEach((value, index) => line.lineTo(xOf(index), yOf(value)))
    const area = new Path2D(line)
    area.lineTo(xOf(values.length - 1), height)
    area.lineTo(xOf(0), height)
    const dot = new Path2D()
    dot.arc(xOf(values.length - 1), yOf(values.at(-1)!), 2.25, 0, 2 * Math.PI)

    context.strokeStyle = context.fillStyle = getComputedStyle(canvas).color
    context.lineWidth = 1.5
    context.lineJoin = 'round'
    context.stroke(line)
    context.fill(dot)
    context.globalAlpha = 0.1
    context.fill(area)
  }

  // The colour is that of the theme, and the size that of the column.
  const system = matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(drawSoon)
  const size = new ResizeObserver(drawSoon)
  system.addEventListener('change', drawSoon)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  size.observe(canvas)

  return {
    add(value) {
      values.push(value)
      if (values.length > points) values.shift()
      drawSoon()
    },
    stop() {
      cancelAnimationFrame(frame)
      system.removeEventListener('change', drawSoon)
      chosen.disconnect()
      size.disconnect()
    },
  }
}
