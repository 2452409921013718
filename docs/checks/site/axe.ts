import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Makes axe ready on a page. */
export const loadAxe = (page: Page): Promise<void> => page.evaluate(source)

interface Axe {
  readonly axe: typeof axe
}

/** Returns the serious and critical faults that axe finds, but for pale texts. */
export const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as Axe).axe.run({
      resultTypes: ['violations'],
      rules: { 'color-contrast': { enabled: false } },
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })

/** The looks of texts that are not too pale. */
const readable = new Set<string>()

/**
 * Returns the texts that are too pale for what is behind them. A page has thousands of texts, and
 * all pages some hundred looks: axe is asked about one text of each look that it has not seen yet.
 */
export async function paleTexts(page: Page): Promise<string[]> {
  const looks = await page.evaluate(markNewLooks, [...readable])
  if (looks.length === 0) return []
  const pale = await page.evaluate(readMarked)
  if (pale.length === 0) for (const look of looks) readable.add(look)
  return pale
}

/** Marks one text that is shown of each look that is not among these, and returns their looks. */
function markNewLooks(known: readonly string[]): string[] {
  const seen = new Set(known)
  const found: string[] = []
  const grounds = new Map<Element, string>()
  /** What is behind an element, and what makes it fainter. */
  const groundOf = (element: Element | null): string => {
    if (!element) return ''
    const known = grounds.get(element)
    if (known !== undefined) return known
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element)
    const own = `${backgroundColor} ${backgroundImage} ${opacity}`
    const below = groundOf(element.parentElement)
    const ground = own === 'rgba(0, 0, 0, 0) none 1' ? below : `${own} / ${below}`
    grounds.set(element, ground)
    return ground
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement
    if (!element || !text.nodeValue?.trim()) continue
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element)
    const kind = `${element.localName}.${element.className}`
    const look = [kind, color, fontSize, fontWeight, textShadow, groundOf(element)].join()
    if (seen.has(look) || !element.checkVisibility({ visibilityProperty: true })) continue
    seen.add(look)
    found.push(look)
    element.setAttribute('data-new-look', '')
  }
  return found
}

/** Reads the marked texts, and takes the marks away. */
async function readMarked(): Promise<string[]> {
  const { violations } = await (globalThis as unknown as Axe).axe.run('[data-new-look]', {
    resultTypes: ['violations'],
    runOnly: ['color-contrast'],
  })
  for (const marked of document.querySelectorAll('[data-new-look]')) marked.removeAttribute('data-new-look')
  return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 120)))
}
