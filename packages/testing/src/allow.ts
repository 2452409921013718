import type { IncomingMessage, ServerResponse } from 'node:http'

/** Lets pages of any origin send any request, cookies included, and read a `Retry-After`. */
export function allow({ headers }: IncomingMessage, response: ServerResponse) {
  response.setHeader('access-control-allow-origin', headers.origin ?? '*')
  response.setHeader('access-control-allow-credentials', 'true')
  response.setHeader(
    'access-control-allow-methods',
    headers['access-control-request-method'] ?? '*',
  )
  response.setHeader(
    'access-control-allow-headers',
    headers['access-control-request-headers'] ?? '*',
  )
  response.setHeader('access-control-expose-headers', 'retry-after')
}
