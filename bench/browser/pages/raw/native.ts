import { commit, expose, host, notes } from '../page.ts'

// The limit: the browser's own EventSource, which writes to a text node.
let source: EventSource

expose({
  async mount({ url, types, component }) {
    const text = host.appendChild(document.createTextNode(''))
    source = new EventSource(url)
    const show = ({ data }: MessageEvent<string>) => {
      text.data = data
      if (component === 'Newest') return
      commit()
      notes.seen.push(data)
    }
    for (const type of types) source.addEventListener(type, show)
  },
  async change() {},
  async unmount() {
    source.close()
    host.replaceChildren()
  },
})
