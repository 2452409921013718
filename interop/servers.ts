import { readdirSync } from 'node:fs'
import type { Server } from './server.ts'

export interface Listed extends Server {
  /** The name of its folder. */
  readonly folder: string
}

const folder = new URL('servers/', import.meta.url)

/** Every folder of `servers/`, by language. */
export async function listServers(): Promise<readonly Listed[]> {
  const listed = readdirSync(folder).map(async (name): Promise<Listed> => {
    const { server } = await import(new URL(`${name}/server.ts`, folder).href)
    return { ...server, folder: name }
  })
  const order = new Intl.Collator('en')
  return (await Promise.all(listed)).toSorted(
    (a, b) => order.compare(a.language, b.language) || order.compare(a.name, b.name),
  )
}

/** Whether a word of the command line names a server: by its folder or its language. */
export const isNamed = ({ folder, language }: Listed, word: string): boolean =>
  [folder, language].some((name) => name.toLowerCase() === word.toLowerCase())
