import { element, setAttributes } from './element.ts'

/** How many rows are made above and below those in sight. */
const margin = 8

interface VirtualListOptions<Item> {
  readonly label: string
  /** In pixels. All rows are equally high. */
  readonly rowHeight: number
  /** Makes the content of a row. */
  readonly rowOf: (item: Item) => readonly Node[]
  readonly onSelect: (item: Item | null) => void
}

/** A list box of any length, of which only the rows in sight are in the page. */
export interface VirtualList<Item> {
  readonly element: HTMLElement
  /** Shows items; a list that was scrolled to its end stays there. */
  update(items: readonly Item[], selected: Item | null): void
}

export function createVirtualList<Item extends { readonly order: number }>({
  label,
  rowHeight,
  rowOf,
  onSelect,
}: VirtualListOptions<Item>): VirtualList<Item> {
  const box = element('div', { role: 'listbox', tabindex: 0, 'aria-label': label, class: 'rows' })
  let items: readonly Item[] = []
  let selected: Item | null = null
  let rows = new Map<Item, HTMLElement>()

  function createRow(item: Item) {
    const row = element('div', { role: 'option', id: `row-${item.order}` }, ...rowOf(item))
    row.addEventListener('click', () => onSelect(item === selected ? null : item))
    return row
  }

  function draw() {
    const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - margin)
    const count = Math.ceil(box.clientHeight / rowHeight) + 2 * margin
    const visible = items.slice(first, first + count)
    const before = rows
    rows = new Map(visible.map((item) => [item, before.get(item) ?? createRow(item)]))
    for (const [index, [item, row]] of [...rows].entries())
      setAttributes(row, {
        'aria-selected': String(item === selected),
        'aria-posinset': first + index + 1,
        'aria-setsize': items.length,
      })
    box.style.setProperty('--above', `${first * rowHeight}px`)
    box.style.setProperty('--below', `${(items.length - first - visible.length) * rowHeight}px`)
    box.replaceChildren(...rows.values())
    const isInPage = selected !== null && rows.has(selected)
    setAttributes(box, { 'aria-activedescendant': isInPage ? `row-${selected!.order}` : null })
  }

  function move(to: number) {
    const item = items[Math.max(0, Math.min(items.length - 1, to))]
    if (!item) return
    reveal(items.indexOf(item))
    onSelect(item)
  }

  function reveal(index: number) {
    const top = index * rowHeight
    const bottom = top + rowHeight - box.clientHeight
    if (box.scrollTop > top) box.scrollTop = top
    if (box.scrollTop < bottom) box.scrollTop = bottom
  }

  box.addEventListener('scroll', draw, { passive: true })
  box.addEventListener('keydown', (event) => {
    const at = selected ? items.indexOf(selected) : items.length
    const page = Math.max(1, Math.floor(box.clientHeight / rowHeight) - 1)
    const to = new Map([
      ['ArrowDown', at + 1],
      ['ArrowUp', at - 1],
      ['PageDown', at + page],
      ['PageUp', at - page],
      ['Home', 0],
      ['End', items.length - 1],
    ]).get(event.key)
    if (to !== undefined) move(to)
    else if (event.key === 'Escape' && selected) onSelect(null)
    else return
    event.preventDefault()
  })

  return {
    element: box,
    update(newItems, newSelected) {
      const isNew = newSelected !== selected && newSelected !== null
      const isAtEnd = box.scrollTop + box.clientHeight >= items.length * rowHeight - rowHeight / 2
      items = newItems
      selected = newSelected
      draw()
      // What shows the selected one may take room from the list.
      if (isNew) reveal(items.indexOf(newSelected))
      else if (isAtEnd && !selected) box.scrollTop = items.length * rowHeight
      draw()
    },
  }
}
