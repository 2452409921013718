import { createServer, request } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { once } from 'node:events'

/** Stands between a browser and a server, passes on each byte when it comes, and counts what was asked for. */
export async function startProxy(target: string) {
  const asked: string[] = []
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '')
    const { method, headers } = incoming
    const onward = request(new URL(incoming.url ?? '', target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      outgoing.flushHeaders()
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  // The socket over which a development server tells of changes: some pages wait for it before they come to life.
  server.on('upgrade', ({ method, url, headers }, socket, head) => {
    const { port, hostname } = new URL(target)
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const onward = connect(Number(port), hostname, () => {
      onward.write(`${[`${method} ${url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`)
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [socket, onward]) {
      end.on('error', () => {})
      end.on('close', () => [socket, onward].forEach((each) => each.destroy()))
    }
  })
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How often a path was asked for. */
    count: (path: string) => asked.filter((url) => url === path).length,
    async end() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
