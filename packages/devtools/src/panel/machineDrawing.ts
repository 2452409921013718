import type { Phase } from '@use-event-source/core/tools'
import { part, pathOf, pointAt } from './curve.ts'
import type { Curve, Point } from './curve.ts'
import { svgElement } from './element.ts'
import { steps } from './machineTable.ts'
import type { Step } from './machineTable.ts'

/** Around the ring in the order in which things go wrong, so that the usual steps are short. */
const ring: readonly Phase[] = [
  'idle',
  'connecting',
  'open',
  'dropped',
  'waiting',
  'offline',
  'redialing',
  'failed',
  'paused',
]

/** The room that an arrowhead takes in front of a box. */
const gap = 5

interface Size {
  readonly width: number
  readonly height: number
}

export interface Drawing {
  readonly svg: SVGSVGElement
  /** Lights a phase, the steps that lead out of it, and the one that led to it. */
  light(phase: Phase, last: Step | null): void
}

/**
 * Draws every phase on an ellipse and every step as a curve, so that no step passes behind a third
 * phase.
 */
export function drawMachine({ width, height }: Size, box: Size): Drawing {
  const svg = svgElement('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' })
  const center = { x: width / 2, y: height / 2 }
  const radius = { x: center.x - box.width / 2 - 2, y: center.y - box.height / 2 - 2 }
  const places = new Map(ring.map((phase, index) => [phase, placeOf(index, center, radius)]))
  const boxes = new Map(ring.map((phase) => [phase, drawPhase(phase, places.get(phase)!, box)]))
  const arrows = steps
    .filter(({ from, to }) => from !== to)
    .map((step) => {
      const curve = curveBetween(places.get(step.from)!, places.get(step.to)!, center, box)
      return { step, curve, path: svgElement('path', { class: 'step', d: pathOf(curve) }) }
    })
  // What is drawn last is on top.
  const [below, above, label] = [svgElement('g', {}), svgElement('g', {}), svgElement('g', {})]
  below.append(...arrows.map(({ path }) => path))
  svg.append(arrowhead(), below, above, ...boxes.values(), label)

  return {
    svg,
    light(phase, last) {
      for (const [name, box] of boxes) box.toggleAttribute('data-lit', name === phase)
      below.append(...above.childNodes)
      label.replaceChildren()
      for (const { step, path, curve } of arrows) {
        const isLast = step.from === last?.from && step.to === last.to
        path.toggleAttribute('data-next', step.from === phase)
        path.toggleAttribute('data-last', isLast)
        if (!isLast) continue
        above.append(path)
        label.append(textAt(pointAt(curve, 0.5), step.event, 'event'))
      }
    },
  }
}

/** With the third of the nine at the top, which is where things are well. */
function placeOf(index: number, center: Point, radius: Point): Point {
  const angle = ((index - 2) / ring.length - 0.25) * 2 * Math.PI
  return { x: center.x + radius.x * Math.cos(angle), y: center.y + radius.y * Math.sin(angle) }
}

function drawPhase(phase: Phase, place: Point, { width, height }: Size): SVGGElement {
  const group = svgElement('g', { class: 'phase', 'data-phase': phase })
  const corner = { x: place.x - width / 2, y: place.y - height / 2 }
  group.append(
    svgElement('rect', { ...corner, width, height, rx: height / 2 }),
    textAt(place, phase, 'name'),
  )
  return group
}

/** From the edge of one box to the edge of another, by the shorter way around the center. */
function curveBetween(from: Point, to: Point, center: Point, box: Size): Curve {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy)
  // Towards the center, and a little to the right of the way: there and back are two curves.
  const control = {
    x: (from.x + to.x) / 2 + ((center.x * 2 - from.x - to.x) / 2) * 0.3 - (dy / length) * 12,
    y: (from.y + to.y) / 2 + ((center.y * 2 - from.y - to.y) / 2) * 0.3 + (dx / length) * 12,
  }
  const whole: Curve = [from, control, to]
  return part(whole, leaving(whole, box, 0), 1 - leaving([to, control, from], box, gap))
}

/** Where a curve leaves the box that it begins in. */
function leaving(curve: Curve, box: Size, gap: number): number {
  const [start] = curve
  for (let t = 0; t < 0.5; t += 0.005) {
    const { x, y } = pointAt(curve, t)
    if (Math.abs(x - start.x) > box.width / 2 + gap || Math.abs(y - start.y) > box.height / 2 + gap)
      return t
  }
  return 0.5
}

function textAt({ x, y }: Point, content: string, name: string): SVGTextElement {
  const text = svgElement('text', {
    class: name,
    x,
    y,
    'text-anchor': 'middle',
    'dominant-baseline': 'central',
  })
  text.textContent = content
  return text
}

function arrowhead(): SVGMarkerElement {
  const size = { viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 5, markerHeight: 5 }
  const marker = svgElement('marker', { id: 'arrow', orient: 'auto', ...size })
  marker.append(svgElement('path', { d: 'M0 0 8 4 0 8z', fill: 'context-stroke' }))
  return marker
}
