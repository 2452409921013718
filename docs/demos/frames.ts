import type { Transport } from '@use-event-source/core'
import { transport } from './server'
// A script of its own, because no frame shares anything with the page but what follows.
// oxlint-disable-next-line import/default -- Vite makes it, the address of the script.
import script from './sharedTransport.frame.ts?worker&url'

/** A frame, and what the page lends it: the way to the server, which is a script in the page. */
export interface DemoFrame extends HTMLIFrameElement {
  /** Frames of other pages with this demo are not among these. */
  group: string
  transport: Transport
  show(text: string): void
}

const group = String(performance.timeOrigin)

/** Opens a hidden frame, and returns a function that closes it, as one closes a tab. */
export function openFrame(show: (text: string) => void): () => void {
  const frame = Object.assign(document.createElement('iframe'), { group, transport, show })
  frame.hidden = true
  frame.title = 'Frame'
  frame.srcdoc = `<!doctype html><title>Frame</title><script type="module" src="${script}"></script>`
  document.body.append(frame)
  return () => frame.remove()
}
