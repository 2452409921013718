import type { ServerResponse } from 'node:http'

const hungUp = new WeakSet<ServerResponse>()

/** Destroys the socket of a response, as a crash would. */
export function hangUp(response: ServerResponse): void {
  hungUp.add(response)
  response.destroy()
}

/** Returns whether the server hung up, and not the client. */
export const wasHungUp = (response: ServerResponse): boolean => hungUp.has(response)
