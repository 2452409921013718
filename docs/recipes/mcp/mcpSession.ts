import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js'

/** What a client has to remember to go on after a reload. */
export interface McpSession {
  /** Given by the server. */
  id?: string | undefined
  protocolVersion?: string | undefined
  /** Of what the server says by itself. */
  lastEventId?: string | undefined
}

/** Makes a `fetch` that sends the headers of a session, and learns them. */
export const createSessionFetch =
  (
    session: McpSession,
    authorization: (() => Promise<string>) | undefined,
    onOver: () => void,
  ): FetchLike =>
  async (url, init) => {
    const headers = new Headers(init?.headers)
    if (authorization) headers.set('authorization', await authorization())
    const { id, protocolVersion } = session
    if (id) headers.set('mcp-session-id', id)
    if (protocolVersion) headers.set('mcp-protocol-version', protocolVersion)

    const response = await fetch(url, { ...init, headers })
    session.id = response.headers.get('mcp-session-id') ?? id
    // The specification: 404 says that the session is over, and a new one has to be initialized.
    if (id && response.status === 404) onOver()
    return asStream(response)
  }

/** Makes an answer in JSON a stream of its messages, so that there is one way to read both. */
async function asStream(response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok || !type.startsWith('application/json')) return response
  const messages: unknown[] = [await response.json()].flat()
  const events = messages.map((message) => `data: ${JSON.stringify(message)}\n\n`)
  return new Response(events.join(''), {
    headers: { 'content-type': 'text/event-stream' },
  })
}
