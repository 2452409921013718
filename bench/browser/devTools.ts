import type { Readable, Writable } from 'node:stream'

/** The result of a method: each one has a type of its own. */
export type Result = Record<string, any>

/** Makes a client of the DevTools protocol: JSON, with a NUL after each message. */
export function createDevTools(input: Writable, output: Readable) {
  const waiting = new Map<
    number,
    { resolve: (result: Result) => void; reject: (error: Error) => void }
  >()
  let lastId = 0
  let rest = ''
  let hasEnded = false

  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message)
      const call = waiting.get(id)
      waiting.delete(id)
      if (error) call?.reject(new Error(error.message))
      else call?.resolve(result)
    }
  })
  // A pipe that breaks because the browser ended: `end` reports it.
  input.on('error', () => {})

  return {
    /** Calls a method of the browser, or of the page that a session is with. */
    send(method: string, params: object = {}, sessionId?: string): Promise<Result> {
      if (hasEnded) return Promise.reject(gone())
      const id = ++lastId
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    /** Rejects all pending calls, and all later ones. */
    end() {
      hasEnded = true
      for (const { reject } of waiting.values()) reject(gone())
      waiting.clear()
    },
  }
}

const gone = () => new Error('The browser has ended.')
