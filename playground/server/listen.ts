import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on the loopback interface: on the first of the ports that is free. Returns the URL. */
export async function listen(server: Server, ports: readonly number[]): Promise<string> {
  for (const [index, port] of ports.entries()) {
    try {
      await listenOn(server, port)
      break
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!isTaken || index === ports.length - 1) throw error
    }
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
