import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { missing } from './ensureEngine.js'
import type { OpenPage } from './pageProvider.ts'
import { startGroup } from './startGroup.ts'
import { webkit } from './webkit.js'

/** Opens a page in WebKitGTK's own small browser, on a virtual screen. */
export const openWebkit: OpenPage = async (url) => {
  const driverPath = webkit.find()
  if (!driverPath) throw new Error(missing(webkit))
  const screen = startGroup('Xvfb', [
    '-displayfd',
    '3',
    '-screen',
    '0',
    '1280x800x24',
    '-nolisten',
    'tcp',
  ])
  const [display] = (await once(screen.told, 'data')) as [Buffer]
  const port = await freePort()
  const driver = startGroup(driverPath, [`--port=${port}`], {
    DISPLAY: `:${display.toString().trim()}`,
  })
  const sessions = `http://127.0.0.1:${port}/session`
  const { sessionId } = (await post(sessions, { capabilities: {} })) as { sessionId: string }
  await post(`${sessions}/${sessionId}/url`, { url })
  return async () => {
    await driver.end()
    await screen.end()
  }
}

/**
 * Sends a WebDriver command. Two of them open a page: the clients on npm bring dozens of packages
 * for that, and their newest want a newer Node than ours.
 *
 * @see https://www.w3.org/TR/webdriver2/#endpoints
 */
async function post(url: string, body: object): Promise<unknown> {
  const response = await untilAnswered(() =>
    fetch(url, { method: 'POST', body: JSON.stringify(body) }),
  )
  const { value } = (await response.json()) as { value: unknown }
  if (!response.ok) throw new Error(`WebKitWebDriver refused ${url}: ${JSON.stringify(value)}`)
  return value
}

/** Asks again until a driver that has just been started listens. */
async function untilAnswered(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 300) throw error
      await sleep(100)
    }
  }
}

/** The driver cannot be asked to take any port that is free. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
