import { mount } from '../panel/mount.ts'

/** By this name the page in a frame finds the application that it belongs to. */
const name = 'use-event-source devtools panel'

/**
 * Returns the address of a page that shows the panel of this one, for a frame in tools that stand in
 * the same window. It has the origin of this page, so that it can reach it.
 */
export function panelPage(): string {
  Object.defineProperty(globalThis, Symbol.for(name), { value: mount, configurable: true })
  return URL.createObjectURL(new Blob([html], { type: 'text/html' }))
}

const html = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Event streams</title>
  <style>
    html { color-scheme: light dark }
    body { height: 100vh; margin: 0; font: 14px/1.5 system-ui, sans-serif }
    p { padding: 16px }
  </style>
  <body>
    <p hidden>Open Vue DevTools inside the page: from another window the panel cannot reach it.</p>
    <script>
      const name = Symbol.for('${name}')
      let page = window
      try {
        while (!page[name] && page !== page.parent) page = page.parent
      } catch {}
      const mount = page[name]
      if (mount) addEventListener('pagehide', mount(document.body))
      else document.querySelector('p').hidden = false
    </script>
  </body>
</html>`
