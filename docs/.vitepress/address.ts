// What the site says of its own address, and of that of the repository: nothing while `project.json`
// names none.
import type { HeadConfig } from 'vitepress'
import { project } from '../../scripts/stampProject.js'

const { homepage, repository } = project

/** The path of the site, with slashes around it. */
export const base: string = homepage ? new URL(`${homepage}/`).pathname : '/'

export const sitemap = homepage ? { hostname: `${homepage}/` } : undefined

export const editLink = repository
  ? { pattern: `${repository}/edit/main/docs/:path`, text: 'Edit this page' }
  : undefined

export const repositoryLinks = repository ? [{ icon: 'github', link: repository }] : []

/** Returns the tags for those who show a link to a page, and for search engines. */
export function headOf(path: string, title: string, description: string): HeadConfig[] {
  const property = (name: string, content: string): HeadConfig => ['meta', { property: `og:${name}`, content }]
  const words = [property('type', 'website'), property('title', title), property('description', description)]
  if (!homepage) return words
  const url = `${homepage}/${path.replace(/(^|\/)?(index)?\.md$/, '')}`
  return [
    ...words,
    property('url', url),
    property('image', `${homepage}/card.png`),
    ['meta', { name: 'twitter:card', content: 'summary_large_image' }],
    ['link', { rel: 'canonical', href: url }],
  ]
}
