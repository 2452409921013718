import type { Items } from '../recorder/bounded.ts'
import { element, setAttributes } from './element.ts'

/** A row that shows one item after the other. */
export interface Row<Item> {
  readonly parts: readonly Node[]
  show(item: Item): void
}

/** A part of a list: `count` items from the one at `first` on. */
interface Part<Item> {
  readonly items: Items<Item>
  /** How many there are in all. */
  readonly length: number
  readonly first: number
  readonly count: number
  readonly selected: Item | null
}

export const idOf = ({ order }: { readonly order: number }): string => `row-${order}`

/**
 * Makes as many rows as are in sight, and returns what shows a part of a list in them: a flood
 * changes texts, and makes no element.
 */
export function createRowPool<Item extends { readonly order: number }>(
  place: HTMLElement,
  createRow: () => Row<Item>,
  onClick: (item: Item) => void,
): (part: Part<Item>) => void {
  const rows: ReturnType<typeof addRow>[] = []

  function addRow() {
    const { parts, show } = createRow()
    const option = place.appendChild(element('div', { role: 'option' }, ...parts))
    let shown: Item | null = null
    option.addEventListener('click', () => shown && onClick(shown))
    return (item: Item | undefined, index: number, { length, selected }: Part<Item>) => {
      setAttributes(option, { hidden: !item })
      if (!item) return
      show(item)
      shown = item
      setAttributes(option, {
        id: idOf(item),
        'aria-selected': String(item.order === selected?.order),
        'aria-posinset': index + 1,
        'aria-setsize': length,
      })
    }
  }

  return (part) => {
    const { items, first, count } = part
    while (rows.length < count) rows.push(addRow())
    for (const [index, show] of rows.entries())
      show(index < count ? items.at(first + index) : undefined, first + index, part)
  }
}
