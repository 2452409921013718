import { existsSync } from 'node:fs'
import type { DefaultTheme } from 'vitepress'
import { root } from '../scripts/pages.ts'

export const sidebar: DefaultTheme.SidebarItem[] = [
  section('Begin', {
    Start: 'start',
    'Which hook do I need?': 'which-hook',
    'Why server-sent events': 'why',
    Playground: 'playground',
    'Questions and answers': 'faq',
  }),
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
    'Provider and plugin': 'reference/EventSourceProvider',
    backoff: 'reference/backoff',
    describeFailure: 'reference/describeFailure',
    Decoders: 'reference/decoders',
    json: 'reference/json',
    text: 'reference/text',
    Transports: 'reference/transports',
    fetchTransport: 'reference/fetchTransport',
    nativeTransport: 'reference/nativeTransport',
    sharedTransport: 'reference/sharedTransport',
  }),
  section('For tests', {
    fakeTransport: 'reference/fakeTransport',
    flushFrames: 'reference/flushFrames',
    startScriptedServer: 'reference/startScriptedServer',
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
    Devtools: 'guide/devtools',
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
    TypeScript: 'typescript',
    'Browsers and runtimes': 'support',
    'Bundle size': 'size',
    Comparison: 'comparison',
    Benchmarks: 'benchmarks',
    'How it works': 'how-it-works',
    Glossary: 'glossary',
    Changelog: 'changelog',
  }),
]

/** Returns a part of the sidebar: titles, and the pages that they name. */
function section(text: string, titles: Readonly<Record<string, string>>): DefaultTheme.SidebarItem {
  const items = Object.entries(titles).filter(([, path]) => existsSync(`${root}${path}.md`))
  return { text, items: items.map(([text, path]) => ({ text, link: `/${path}` })) }
}
