import type { ServerResponse } from 'node:http'
import type { Plugin } from 'vite'

/** Answers a request with a tick in every quarter of a second, from the last one on. */
function sendTicks(lastEventId: string | undefined, response: ServerResponse) {
  let count = Number(lastEventId ?? 0)
  const sendTick = () => {
    count++
    response.write(`id: ${count}\nevent: tick\ndata: {"count":${count}}\n\n`)
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  sendTick()
  const timer = setInterval(sendTick, 250)
  response.once('close', () => clearInterval(timer))
}

/** A stream of ticks, in the development server and in the preview of a build. */
export function ticks(): Plugin {
  const serve: NonNullable<Plugin['configureServer']> = ({ middlewares }) =>
    void middlewares.use('/api/ticks', ({ headers }, response) =>
      sendTicks(headers['last-event-id'] as string | undefined, response),
    )
  return {
    name: 'ticks',
    configureServer: serve,
    configurePreviewServer: serve as Plugin['configurePreviewServer'],
  }
}
