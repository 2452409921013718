// A page cannot start a server: this one runs beside the browser, and tests find it with
// `inject('scriptedServer')`.
import type { TestProject } from 'vitest/node'
import { cases } from '../packages/core/conformance/cases.ts'
import { startScriptedServer } from '../packages/testing/src/scriptedServer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    scriptedServer: string
  }
}

export default async function serveBrowserTests(project: TestProject) {
  const server = await startScriptedServer({
    streams: Object.fromEntries(cases.map(({ name, bytes }) => [name, bytes])),
  })
  // The name that the page of the tests has: with another one, its cookies would be a third
  // party's.
  project.provide('scriptedServer', server.origin.replace('127.0.0.1', 'localhost'))
  return () => server.close()
}
