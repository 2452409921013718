import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './command.ts'

/** Where the page is built to that plays scenarios in a browser: `player/` is a folder of it. */
export const pages: string = fileURLToPath(new URL('dist/pages', import.meta.url))

/** What a server's folder may use. */
export interface Place {
  /** The free port that the server listens on, on 127.0.0.1. */
  readonly port: number
  /** The server's own folder, with its sources. */
  readonly source: string
  /** Where what is built is kept between runs. */
  readonly built: string
  /** The folder whose files a server shows that is tried in browsers. */
  readonly pages: string
  /** Empties with each run. */
  readonly temporary: string
  /** Copies a file of `source` to `temporary`, with `@name@` replaced, and returns its path. */
  fill(file: string, values: Readonly<Record<string, string | number>>): string
}

/** Makes the place of a folder here, such as `servers/nchan/`. */
export async function placeOf(folder: string): Promise<Place> {
  const source = fileURLToPath(new URL(folder, import.meta.url))
  const built = fileURLToPath(new URL(`dist/${folder}`, import.meta.url))
  for (const made of [built, `${pages}/player`]) mkdirSync(made, { recursive: true })
  const temporary = mkdtempSync(join(tmpdir(), 'interop-'))
  return {
    port: await freePort(),
    source,
    built,
    pages,
    temporary,
    fill(file, values) {
      const text = readFileSync(join(source, file), 'utf8')
      const path = join(temporary, basename(file))
      writeFileSync(
        path,
        text.replace(/@(\w+)@/g, (_, name: string) => String(values[name])),
      )
      return path
    },
  }
}
