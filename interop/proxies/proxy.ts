import type { Command } from '../command.ts'
import type { Place } from '../place.ts'
import type { Server } from '../server.ts'

export interface ProxyPlace extends Place {
  /** The port of what it is in front of. */
  readonly upstream: number
  /** What its configuration says about streams: nothing, or the text of its `lines.conf`. */
  readonly lines: string
}

/**
 * A proxy that was not written here. Its folder has its configuration as its package brings it, and
 * in `lines.conf` what a stream needs beside.
 */
export interface Proxy {
  readonly name: string
  readonly packages: Server['packages']
  start(place: ProxyPlace): Command
  /** How its configuration is read again, while it runs: a signal, or a command. */
  reload(place: ProxyPlace): NodeJS.Signals | Command
}
