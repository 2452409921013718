const points = 48
const width = 96
const height = 24

/** Draws the last values of a series into an SVG, without rendering anything. */
export function createSparkline(svg: SVGSVGElement): (value: number) => void {
  const values: number[] = []
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline')
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
  svg.setAttribute('preserveAspectRatio', 'none')
  svg.replaceChildren(line)

  return (value) => {
    values.push(value)
    if (values.length > points) values.shift()
    const low = Math.min(...values)
    const scale = (height - 4) / (Math.max(...values) - low || 1)
    const step = width / (points - 1)
    // The newest value is at the right edge from the start.
    const left = width - (values.length - 1) * step
    const corners = values.map(
      (y, index) => `${(left + index * step).toFixed(1)},${(height - 2 - (y - low) * scale).toFixed(1)}`,
    )
    line.setAttribute('points', corners.join(' '))
  }
}
