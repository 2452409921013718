import type { Readable, Writable } from 'node:stream'

/** What a method answers: each one has a form of its own. */
export type Result = Record<string, any>

/** Speaks the protocol of the DevTools: JSON with a NUL behind it. */
export function createDevTools(input: Writable, output: Readable) {
  const waiting = new Map<number, { resolve: (result: Result) => void; reject: (error: Error) => void }>()
  let lastId = 0
  let rest = ''
  let hasEnded = false

  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message)
      const asked = waiting.get(id)
      waiting.delete(id)
      if (error) asked?.reject(new Error(error.message))
      else asked?.resolve(result)
    }
  })
  // A pipe that breaks because the browser ended is told by its end.
  input.on('error', () => {})

  return {
    /** Calls a method of the browser, or of the page that a session is with. */
    send(method: string, params: object = {}, sessionId?: string): Promise<Result> {
      if (hasEnded) return Promise.reject(gone())
      const id = ++lastId
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    /** Fails whoever waits for an answer, and whoever will ask. */
    end() {
      hasEnded = true
      for (const { reject } of waiting.values()) reject(gone())
      waiting.clear()
    },
  }
}

const gone = () => new Error('The browser has ended.')
