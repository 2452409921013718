import { element, setText } from './element.ts'
import { factSections } from './facts.ts'
import type { Term } from './facts.ts'
import type { PanelModel } from './panelModel.ts'
import type { View } from './view.ts'

/** What is known of a stream now, as lists of terms. */
export function createOverview(model: PanelModel): View {
  const sections = factSections.map(({ title, termsOf }) => ({ termsOf, list: createTerms(title) }))
  return {
    element: element(
      'div',
      { class: 'overview', tabindex: 0, role: 'group', 'aria-label': 'What is known' },
      ...sections.map(({ list }) => list.element),
    ),
    update() {
      const stream = model.selected()
      if (!stream) return
      for (const { list, termsOf } of sections) list.show(termsOf(stream))
    },
  }
}

/** A list of terms under a title. Terms are made once, so that a value can be selected. */
function createTerms(title: string) {
  const list = element('dl')
  let names = ''
  let values: HTMLElement[] = []
  return {
    element: element('section', {}, element('h3', {}, title), list),
    show(terms: readonly Term[]) {
      const newNames = terms.map(([name]) => name).join('\n')
      if (newNames !== names) {
        names = newNames
        values = terms.map(() => element('dd'))
        list.replaceChildren(
          ...terms.map(([name], index) =>
            element('div', {}, element('dt', {}, name), values[index]!),
          ),
        )
      }
      for (const [index, [, value]] of terms.entries()) setText(values[index]!, value)
    },
  }
}
