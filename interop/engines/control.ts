import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { pages } from '../place.ts'
import type { Outcomes, Plan } from './plan.ts'

/** A page to visit: where it is shown, and what it plays. */
export interface Visit {
  /** The server that shows it; `null` for the control itself, which is another origin. */
  readonly origin: string | null
  readonly plan: Plan
}

/** Leads a browser from page to page. */
export interface Control {
  /** The address of the first page. */
  readonly address: string
  /** Resolves with what each page has reported, in their order. */
  readonly outcomes: Promise<readonly Outcomes[]>
  close(): void
}

/** Starts a server that tells pages what to play, and restarts servers for them. */
export async function startControl(
  visits: readonly Visit[],
  restart: (folder: string) => Promise<void>,
): Promise<Control> {
  const reported: Outcomes[] = []
  let finish: (outcomes: readonly Outcomes[]) => void
  const outcomes = new Promise<readonly Outcomes[]>((resolve) => (finish = resolve))

  const server = createServer(async (request, response) => {
    const [, kind, name = ''] = (request.url ?? '').split('/')
    response.setHeader('access-control-allow-origin', '*')
    if (kind === 'plan') {
      response.end(JSON.stringify(visits[reported.length]?.plan))
    } else if (kind === 'restart') {
      await restart(name)
      response.end()
    } else if (kind === 'outcomes') {
      reported.push(JSON.parse(await text(request)))
      response.end(addressOf(visits[reported.length]))
      if (reported.length === visits.length) finish(reported)
    } else if (kind === 'player') {
      response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html')
      response.end(readFileSync(`${pages}/player/${name}`))
    } else {
      response.writeHead(404).end()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const addressOf = (visit: Visit | undefined) =>
    visit ? `${visit.origin ?? own}/player/index.html#${own}` : 'about:blank'

  return {
    address: addressOf(visits[0]),
    outcomes,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
