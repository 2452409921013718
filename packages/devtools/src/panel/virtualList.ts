import type { Items } from '../recorder/bounded.ts'
import { element, setAttributes } from './element.ts'
import { createRowPool, idOf } from './rowPool.ts'
import type { Row } from './rowPool.ts'

/** How many rows are made above and below those in sight. */
const margin = 4

interface VirtualListOptions<Item> {
  readonly label: string
  /** In pixels. All rows are equally high. */
  readonly rowHeight: number
  readonly createRow: () => Row<Item>
  readonly onSelect: (item: Item | null) => void
}

/** A list box of any length, of which only the rows in sight are in the page. */
export interface VirtualList<Item> {
  readonly element: HTMLElement
  /** Shows items. Another list is shown from its end, and one that was scrolled to its end stays there. */
  update(items: Items<Item>, selected: Item | null): void
}

/** Shows items of which each later one has a greater `order`. */
export function createVirtualList<Item extends { readonly order: number }>({
  label,
  rowHeight,
  createRow,
  onSelect,
}: VirtualListOptions<Item>): VirtualList<Item> {
  const box = element('div', { role: 'listbox', tabindex: 0, 'aria-label': label, class: 'rows' })
  const space = box.appendChild(element('div', { role: 'presentation' }))
  const showRows = createRowPool(space, createRow, (item) =>
    onSelect(item.order === selected?.order ? null : item),
  )
  let items: Items<Item> = []
  // Of the items when they were updated: there may be more since.
  let length = 0
  let selected: Item | null = null
  let followsEnd = true
  let isWatched = false
  // Known without asking the page, which would have to lay itself out for the answer.
  let height = 0
  let top = 0

  function draw() {
    const count = Math.min(length, Math.ceil(height / rowHeight) + 2 * margin)
    const first = Math.max(0, Math.min(length - count, Math.floor(top / rowHeight) - margin))
    showRows({ items, length, first, count, selected })
    space.style.height = `${length * rowHeight}px`
    space.style.paddingTop = `${first * rowHeight}px`
    setAttributes(box, { 'aria-activedescendant': selected && idOf(selected) })
  }

  function scrollTo(to: number) {
    top = Math.max(0, Math.min(to, length * rowHeight - height))
    draw()
    box.scrollTop = top
  }

  /** Scrolls as little as is needed to have a row in sight. */
  function reveal(index: number) {
    const above = index * rowHeight
    scrollTo(Math.max(Math.min(top, above), above + rowHeight - height))
  }

  function move(to: number) {
    const item = items.at(Math.max(0, Math.min(length - 1, to)))
    if (item) onSelect(item)
  }

  box.addEventListener(
    'scroll',
    () => {
      top = box.scrollTop
      followsEnd = top + height >= (length - 0.5) * rowHeight
      draw()
    },
    { passive: true },
  )
  /** The selected event takes room from the list. */
  function watchSize() {
    isWatched = true
    // Of the window that the list has come to: in a frame, an observer of another window finds sizes
    // that are not final, and reports a loop.
    const { ResizeObserver } = box.ownerDocument.defaultView!
    new ResizeObserver(() => {
      height = box.clientHeight
      if (selected) reveal(indexOf(items, selected))
      else if (followsEnd) scrollTo(Infinity)
      else draw()
    }).observe(box)
  }

  box.addEventListener('keydown', (event) => {
    const at = selected ? indexOf(items, selected) : length
    const page = Math.max(1, Math.floor(height / rowHeight) - 1)
    const to = indexBehind(event.key, at, page, length)
    if (to !== undefined) move(to)
    else if (event.key === 'Escape' && selected) onSelect(null)
    else return
    event.preventDefault()
  })

  return {
    element: box,
    update(newItems, newSelected) {
      if (!isWatched) watchSize()
      const isNew = newSelected !== selected && newSelected !== null
      followsEnd ||= newItems !== items
      // Where nothing is new, the page may have scrolled without having told it yet.
      const isLonger = newItems !== items || newItems.length !== length
      items = newItems
      length = items.length
      selected = newSelected
      if (isNew) reveal(indexOf(items, newSelected))
      else if (followsEnd && isLonger && !selected) scrollTo(Infinity)
      else draw()
    },
  }
}

/** Returns which index a key leads to, or `undefined` for other keys. */
const indexBehind = (key: string, at: number, page: number, length: number) =>
  new Map([
    ['ArrowDown', at + 1],
    ['ArrowUp', at - 1],
    ['PageDown', at + page],
    ['PageUp', at - page],
    ['Home', 0],
    ['End', length - 1],
  ]).get(key)

/** Returns the index of an item by its order, or that of the first one behind it. */
function indexOf(items: Items<{ readonly order: number }>, { order }: { readonly order: number }) {
  let [from, to] = [0, items.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (items.at(middle)!.order < order) from = middle + 1
    else to = middle
  }
  return from
}
