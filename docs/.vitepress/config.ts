import { existsSync, writeFileSync } from 'node:fs'
import { defineConfig } from 'vitepress'
import type { DefaultTheme } from 'vitepress'
import { aliases } from '../../scripts/sources.js'
import { fill } from '../scripts/fill.ts'
import { llmsText } from '../scripts/llms.ts'
import { root } from '../scripts/pages.ts'
import { frameworkScript, markFrameworks } from './framework.ts'

const sidebar: DefaultTheme.SidebarItem[] = [
  section('Begin', { Start: 'start', 'Which hook do I need?': 'which-hook' }),
  section('In components', {
    useEventSource: 'reference/useEventSource',
    useServerEvent: 'reference/useServerEvent',
    useEventState: 'reference/useEventState',
    useSnapshot: 'reference/useSnapshot',
    useSuspenseEventSource: 'reference/useSuspenseEventSource',
  }),
  section('Without a framework', {
    createEventSource: 'reference/createEventSource',
    createEventState: 'reference/createEventState',
    eventsOf: 'reference/eventsOf',
  }),
  section('Parts', {
    createEventSourceClient: 'reference/createEventSourceClient',
    backoff: 'reference/backoff',
    transports: 'reference/transports',
    decoders: 'reference/decoders',
    describeFailure: 'reference/describeFailure',
  }),
  section('Guides', {
    Recipes: 'guide/recipes',
    'Reconnecting and resuming': 'guide/reconnecting',
    'Dashboards: snapshot and changes': 'guide/dashboards',
    'Auth and token refresh': 'guide/auth',
    'Components and tabs': 'guide/many',
    'One stream for all tabs': 'guide/tabs',
    'Floods and rendering': 'guide/floods',
    'Server rendering': 'guide/ssr',
    Testing: 'guide/testing',
    'Writing a server': 'guide/server',
    Proxies: 'guide/proxies',
    'Scaling out': 'guide/scaling',
    Security: 'guide/security',
    'From another library': 'guide/migrating',
  }),
  section('AI answers', {
    'LLM answers over POST': 'guide/llm',
    'AI SDK': 'guide/ai-sdk',
    'AG-UI': 'guide/ag-ui',
    OpenAI: 'guide/openai',
    Anthropic: 'guide/anthropic',
    MCP: 'guide/mcp',
  }),
  section('Look up', {
    Errors: 'errors',
    'Works with': 'works-with',
    Comparison: 'comparison',
    'How it works': 'how-it-works',
    Glossary: 'glossary',
    Changelog: 'changelog',
  }),
]

export default defineConfig({
  lang: 'en',
  title: 'use-event-source',
  description:
    'Server-sent events for React and Vue: every event once, one connection, and a state that says why it is down.',
  cleanUrls: true,
  srcExclude: ['parts/**', 'snippets/**'],
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }],
    ['script', {}, frameworkScript],
  ],
  vite: {
    // The demos run on the sources, as the tests do.
    resolve: { alias: aliases },
  },
  markdown: {
    // The usual themes have greys and oranges that are too pale for many.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      // Placeholders are filled before the page is parsed, so that the search finds the result too.
      md.core.ruler.before('normalize', 'fill', (state) => {
        state.src = fill(state.src)
      })
      markFrameworks(md)
    },
  },
  buildEnd: ({ outDir }) => writeFileSync(`${outDir}/llms.txt`, llmsText(sidebar)),
  themeConfig: {
    logo: '/icon.svg',
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Functions', link: '/reference/useEventSource', activeMatch: '^/reference/' },
      { text: 'Guides', link: '/guide/reconnecting', activeMatch: '^/guide/' },
    ],
    sidebar,
    docFooter: { prev: 'Before', next: 'Next' },
  },
})

/** Returns a part of the sidebar: titles, and the pages that they name. */
function section(text: string, titles: Readonly<Record<string, string>>): DefaultTheme.SidebarItem {
  const items = Object.entries(titles).filter(([, path]) => existsSync(`${root}${path}.md`))
  return { text, items: items.map(([text, path]) => ({ text, link: `/${path}` })) }
}
