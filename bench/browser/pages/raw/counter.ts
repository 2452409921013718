import { expose, host } from '../page.ts'

// What cannot be undercut: the browser's own EventSource, whose events are counted. The page shows
// the newest one in each frame.
let source: EventSource

expose({
  async mount({ url, types }) {
    const text = host.appendChild(document.createTextNode(''))
    source = new EventSource(url)
    let count = 0
    let newest = ''
    const show = ({ data }: MessageEvent<string>) => {
      newest = data
      if (count++ === 0) requestAnimationFrame(atFrame)
    }
    const atFrame = () => {
      text.data = newest
      count = 0
    }
    for (const type of types) source.addEventListener(type, show)
  },
  async change() {},
  async unmount() {
    source.close()
    host.replaceChildren()
  },
})
