import * as realApi from '@vue/devtools-api'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStream } from './openStream.test.helper.ts'
import { showInVueDevtools } from './vueDevtools.ts'
import type { VueDevtoolsApi } from './vueDevtools.ts'

/** For machines that are busy. */
const patience = { timeout: 10_000 }

/** Vue DevTools as a plugin sees them: what it registers, and what they ask it. */
function createDevtools() {
  const handlers: Record<string, (payload: any) => void> = {}
  const sent: string[] = []
  let frame = ''
  const api: VueDevtoolsApi = {
    setupDevToolsPlugin: (_, setup) =>
      setup({
        addInspector() {},
        sendInspectorTree: (id: string) => void sent.push(id),
        sendInspectorState() {},
        on: {
          getInspectorTree: (handler: () => void) => (handlers['tree'] = handler),
          getInspectorState: (handler: () => void) => (handlers['state'] = handler),
        },
      }),
    addCustomTab: ({ view }) => void (frame = view.src),
  }
  const ask = (what: 'tree' | 'state', payload: object) => {
    const answer = { inspectorId: 'use-event-source', filter: '', ...payload } as any
    handlers[what]!(answer)
    return answer
  }
  return { api, ask, sent, frame: () => frame }
}

test('the API of Vue DevTools has what is used of it', () => {
  const api: VueDevtoolsApi = realApi
  expect([typeof api.setupDevToolsPlugin, typeof api.addCustomTab]).toEqual([
    'function',
    'function',
  ])
})

test('the inspector lists the streams, and what is known of each', async () => {
  const devtools = createDevtools()
  showInVueDevtools({}, devtools.api)
  const transport = openStream('inspected')
  const { rootNodes } = devtools.ask('tree', { filter: 'inspected' })
  expect(rootNodes).toMatchObject([{ label: 'GET /inspected', tags: [{ label: 'open' }] }])
  const { state } = devtools.ask('state', { nodeId: rootNodes[0].id })
  expect(state['Who listens']).toContainEqual({ key: 'price', value: '1 listener' })
  expect(Object.keys(state)).not.toContain('Traffic')
  transport.last.lose()
  await vi.waitFor(() => expect(devtools.sent).toContain('use-event-source'), patience)
})

test('the tab shows the panel in a frame, with ten thousand events', async () => {
  const devtools = createDevtools()
  showInVueDevtools({}, devtools.api)
  const frame = document.createElement('iframe')
  frame.style.height = '400px'
  frame.src = devtools.frame()
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  const transport = openStream('framed')
  const root = await vi.waitFor(() => {
    const host = frame.contentDocument!.querySelector('[data-use-event-source]')
    expect(host).not.toBeNull()
    return host!.shadowRoot!
  }, patience)
  const click = async (text: string) =>
    (
      await vi.waitFor(() => {
        const found = [...root.querySelectorAll('button')].find(({ textContent }) =>
          textContent?.includes(text),
        )
        expect(found).toBeDefined()
        return found!
      }, patience)
    ).click()
  await click('/framed')
  await click('Events')
  for (let n = 0; n < 10_000; n++) transport.last.event('price', `${n}`)
  await vi.waitFor(
    () => expect(root.querySelector('.count')!.textContent).toBe('10,000 events'),
    patience,
  )
})
