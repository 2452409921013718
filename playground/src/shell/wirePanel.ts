import { createEventSource, json } from '@use-event-source/core'
import { formatTime } from '../shared/format.ts'
import type { StreamName } from '../shared/wire.ts'
import type { WireLine } from '../shared/wireLine.ts'
import { find, setText } from './element.ts'
import type { SceneName } from './scenes.ts'

/** How many lines are shown. */
const most = 200

const signs: Record<WireLine['kind'], string> = {
  request: '→',
  response: '←',
  data: '',
  close: '×',
  skipped: '…',
}

/** Shows what goes over the wire of a scene. It listens only while it is in sight. */
export function mountWirePanel(): (scene: SceneName, isSeen: boolean) => void {
  const panel = find('#panel-wire')
  const screen = find('[data-wire-lines]', panel)
  const pause = find<HTMLButtonElement>('[data-wire-pause]', panel)
  const rows = createRows(screen)
  let lines: WireLine[] = []
  let stream: StreamName | null = null
  let isPaused = false
  let stop = () => {}

  function add(more: readonly WireLine[]): void {
    lines = [...lines, ...more].slice(-most)
    if (!isPaused) rows.show(lines)
  }

  function listen(name: StreamName | null): void {
    if (name === stream) return
    stop()
    stream = name
    lines = []
    rows.show(lines)
    stop = name ? linesOf(name).on('message', ({ data }) => add(data)) : () => {}
  }

  pause.addEventListener('click', () => {
    isPaused = !isPaused
    pause.textContent = isPaused ? 'Go on' : 'Pause'
    if (!isPaused) rows.show(lines)
  })

  return (scene, isSeen) => {
    const name = streamOf(scene)
    find('[data-wire-stream]', panel).textContent = `/api/${name}`
    listen(isSeen ? name : null)
  }
}

const linesOf = (stream: StreamName) =>
  createEventSource({
    url: `/api/wire?stream=${stream}`,
    events: { message: json<readonly WireLine[]>() },
    // It would be one more connection of the six that all tabs share.
    pauseWhenHidden: true,
    linger: 0,
  })

function streamOf(scene: SceneName): StreamName {
  if (scene === 'chat') return 'answers'
  if (scene === 'flood') return 'numbers'
  if (scene === 'upload') return 'uploads'
  if (scene === 'users') return 'inbox'
  return scene
}

/**
 * Rows that stay where they are while the text moves through them, so that nothing on the page is
 * laid out again.
 */
function createRows(screen: HTMLElement) {
  const rows: HTMLElement[] = []

  function row(index: number): HTMLElement {
    const existing = rows[index]
    if (existing) return existing
    const row = document.createElement('div')
    for (const name of ['dial', 'sign', 'text'])
      row.append(Object.assign(document.createElement('span'), { className: name }))
    rows.push(row)
    screen.append(row)
    return row
  }

  return {
    show(lines: readonly WireLine[]): void {
      const isAtEnd = screen.scrollTop + screen.clientHeight >= screen.scrollHeight - 24
      for (const [index, line] of lines.entries()) {
        const element = row(index)
        const [dial, sign, text] = element.children as unknown as HTMLElement[]
        element.dataset.kind = line.kind
        element.title = formatTime(line.at)
        setText(dial!, `#${line.dial}`)
        setText(sign!, signs[line.kind])
        setText(text!, line.text)
      }
      for (const row of rows.splice(lines.length)) row.remove()
      // A reader who has scrolled up stays there.
      if (isAtEnd) screen.scrollTop = screen.scrollHeight
    },
  }
}
