import { defineConfig } from 'vitepress'
import { fill } from '../scripts/fill.ts'

export default defineConfig({
  lang: 'en',
  title: 'use-event-source',
  description: 'Server-sent events for React and Vue: every event once, one connection, honest state.',
  cleanUrls: true,
  srcExclude: ['parts/**', 'snippets/**'],
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }]],
  markdown: {
    config(md) {
      // What the code says of itself is put in before anything is read, so that the search finds it too.
      md.core.ruler.before('normalize', 'fill', (state) => {
        state.src = fill(state.src)
      })
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Functions', link: '/reference/useEventSource', activeMatch: '^/reference/' },
      { text: 'Guides', link: '/guide/reconnecting', activeMatch: '^/guide/' },
    ],
    sidebar: [
      {
        text: 'Begin',
        items: [
          { text: 'Start', link: '/start' },
          { text: 'Which door to take', link: '/doors' },
        ],
      },
      {
        text: 'In components',
        items: [page('useEventSource'), page('useServerEvent'), page('useEventState'), page('useSnapshot')],
      },
      {
        text: 'Without a framework',
        items: [page('createEventSource'), page('createEventState'), page('eventsOf')],
      },
      {
        text: 'Parts',
        items: [
          { text: 'defaults', link: '/reference/defaults' },
          page('backoff'),
          { text: 'transports', link: '/reference/transports' },
          { text: 'decoders', link: '/reference/decoders' },
        ],
      },
      {
        text: 'Guides',
        items: [
          { text: 'Reconnecting and resuming', link: '/guide/reconnecting' },
          { text: 'Auth and token refresh', link: '/guide/auth' },
          { text: 'LLM answers over POST', link: '/guide/llm' },
          { text: 'Components and tabs', link: '/guide/many' },
          { text: 'Floods and rendering', link: '/guide/floods' },
          { text: 'Server rendering', link: '/guide/ssr' },
          { text: 'Writing a server', link: '/guide/server' },
          { text: 'Security', link: '/guide/security' },
          { text: 'From another library', link: '/guide/migrating' },
        ],
      },
      {
        text: 'Look up',
        items: [
          { text: 'Errors', link: '/errors' },
          { text: 'How it works', link: '/how-it-works' },
        ],
      },
    ],
    docFooter: { prev: 'Before', next: 'Next' },
  },
})

function page(name: string) {
  return { text: name, link: `/reference/${name}` }
}
