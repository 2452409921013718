import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { aliases } from '../../scripts/sources.js'
import { fill } from '../scripts/fill.ts'
import { firstSentence, listed, llmsFullText, llmsText } from '../scripts/llms.ts'
import { plainPage } from '../scripts/plainPage.ts'
import { base, editLink, headOf, repositoryLinks, sitemap } from './address.ts'
import { frameworkScript, markFrameworks } from './framework.ts'
import { highlightOnce } from './highlightOnce.ts'
import { hoverTypes } from './hoverTypes.ts'
import { labelCells } from './labelCells.ts'
import { sidebar } from './sidebar.ts'
import { sizeImages } from './sizeImages.ts'

export default defineConfig({
  lang: 'en',
  title: 'use-event-source',
  description:
    'Server-sent events for React and Vue: every event once, one connection, and a state that says why it is down.',
  base,
  cleanUrls: true,
  // To switch transitions off for a change of colours computes all styles twice, at the start too,
  // where nothing changes: a fifth of a second on a phone.
  appearance: { disableTransition: false },
  lastUpdated: true,
  ...(sitemap && { sitemap }),
  srcExclude: ['parts/**', 'snippets/**'],
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }],
    ['script', {}, frameworkScript],
  ],
  vite: {
    resolve: {
      alias: [
        // The demos run on the sources, as the tests do.
        ...aliases,
        // The sidebar of the default theme, and what its layout imports in place of that.
        { find: '#sidebar', replacement: 'vitepress/dist/client/theme-default/components/VPSidebar.vue' },
        {
          find: /^\.\/components\/VPSidebar\.vue$/,
          replacement: fileURLToPath(new URL('theme/lateSidebar.ts', import.meta.url)),
        },
      ],
    },
  },
  markdown: {
    // The usual themes have greys and oranges that are too pale for many.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    codeTransformers: [hoverTypes],
    config(md) {
      highlightOnce(md)
      // Placeholders are filled before the page is parsed, so that the search finds the result too.
      md.core.ruler.before('normalize', 'fill', (state) => {
        state.src = fill(state.src)
      })
      markFrameworks(md)
      sizeImages(md)
      labelCells(md)
    },
  },
  transformPageData(page) {
    if (!page.description && page.filePath !== 'index.md') page.description = firstSentence(plainPage(page.filePath))
  },
  transformHead: ({ pageData, title, description }) => headOf(pageData.relativePath, title, description),
  // VitePress gives this class to the bar only when the page runs, which moves what is in it.
  transformHtml: (html) =>
    html.includes('class="VPSidebar"') ? html.replace('class="VPNavBar"', 'class="VPNavBar has-sidebar"') : html,
  // Each page is there as Markdown, too, for programs that read.
  buildEnd({ outDir }) {
    writeFileSync(join(outDir, 'llms.txt'), llmsText(sidebar, base))
    writeFileSync(join(outDir, 'llms-full.txt'), llmsFullText(sidebar))
    for (const { path } of [...listed(sidebar).values()].flat()) {
      mkdirSync(dirname(join(outDir, path)), { recursive: true })
      writeFileSync(join(outDir, path), plainPage(path))
    }
  },
  themeConfig: {
    // Sized, so that what stands beside it does not move when it comes.
    logo: { src: '/icon.svg', width: 24, height: 24 },
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Functions', link: '/reference/useEventSource', activeMatch: '^/reference/' },
      { text: 'Guides', link: '/guide/reconnecting', activeMatch: '^/guide/' },
    ],
    sidebar,
    socialLinks: repositoryLinks,
    ...(editLink && { editLink }),
    docFooter: { prev: 'Before', next: 'Next' },
  },
})
