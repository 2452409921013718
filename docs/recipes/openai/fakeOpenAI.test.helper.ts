import { eventStream } from '../eventStream.test.helper.ts'
import { chatWire, responseWire } from './wire.test.helper.ts'
import type { Course } from './wire.test.helper.ts'

/** Behaves as OpenAI's servers do: a response that was started in the background runs on without a reader. */
export function createFakeOpenAI() {
  const responses = new Map<string, { readonly wire: readonly string[]; isCancelled: boolean }>()

  function start() {
    const id = `resp_${responses.size + 1}`
    const response = { wire: responseWire(id, fake.course), isCancelled: false }
    responses.set(id, response)
    return response
  }

  const fake = {
    course: 'completed' as Course,
    responses,
    handle(request: Request): Response {
      const { pathname, searchParams } = new URL(request.url)
      const [, , resource, id, action] = pathname.split('/')
      if (resource === 'chat') return eventStream(chatWire(fake.course))
      if (!id) return eventStream(start().wire)
      const response = responses.get(id)
      if (!response) return Response.json({ error: { message: `Response ${id} not found.` } }, { status: 404 })
      if (action === 'cancel') {
        response.isCancelled = true
        return Response.json({ id, object: 'response', status: 'cancelled', output: [] })
      }
      // The events are numbered from 0.
      return eventStream(response.wire.slice(Number(searchParams.get('starting_after') ?? -1) + 1))
    },
  }
  return fake
}
