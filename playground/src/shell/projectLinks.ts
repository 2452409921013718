import core from '../../../packages/core/package.json'
import project from '../../../project.json'
import { find } from './element.ts'

/** Returns the address of a page of the docs, or `null` while they are served nowhere. */
export const docsUrl = (page = '') => (project.homepage ? `${project.homepage}/${page}` : null)

/** Shows which version this is, and links to where the project lives. */
export function mountProjectLinks(): void {
  find('[data-version-of-core]').textContent = core.version
  show('docs', docsUrl())
  show('repository', project.repository || null)
}

function show(name: string, href: string | null): void {
  const link = find<HTMLAnchorElement>(`[data-link=${name}]`)
  link.hidden = !href
  if (href) link.href = href
}
