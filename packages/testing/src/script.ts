/** The options of every step. */
interface Common {
  /** Milliseconds until the headers are sent. */
  readonly delay?: number
  /** Headers to send in addition to those of the step. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Whether pages of other origins may read the answer; `simple` answers them, but refuses each
   * preflight.
   *
   * @default true
   */
  readonly cors?: boolean | 'simple'
}

/**
 * How a stream ends: not at all, in order, or with a reset of the socket in the middle of the next
 * event.
 */
export type Ending = 'stay' | 'end' | 'reset'

/** What the server does with one request. */
export type Step = Common &
  (
    | {
        /**
         * Sends the numbers after the `Last-Event-ID`, or after the parameter `after` of the URL,
         * each as an event `number` whose id it is.
         */
        readonly do: 'numbers'
        readonly upTo: number
        /** @default 'stay' */
        readonly then?: Ending
        /** Cuts the stream into single bytes. */
        readonly bytewise?: boolean
        readonly gzip?: boolean
        /** How many characters the data of each event has: spaces, and then the number. */
        readonly size?: number
        /** The reconnection time to set first, in milliseconds. */
        readonly retry?: number
      }
    | {
        /** Sends the bytes that the server was given under this name, and ends the stream. */
        readonly do: 'stream'
        readonly name: string
        readonly bytewise?: boolean
      }
    | {
        /** Answers with a status and a body. */
        readonly do: 'status'
        readonly status: number
        readonly body?: string
        /** Never ends the body. */
        readonly endless?: boolean
        /** Sends no content type. Without this it is `text/html`. */
        readonly untyped?: boolean
      }
    | {
        /** Redirects to the same script, which goes on with the next step. */
        readonly do: 'redirect'
        readonly status: number
      }
    | {
        /** Opens a stream and sends a comment every so many milliseconds, or nothing at all. */
        readonly do: 'silence'
        readonly commentEvery?: number
      }
    | {
        /** Sends the request back as an event `echo`: a `SeenRequest` as JSON. */
        readonly do: 'echo'
      }
    | {
        /** Sends a line that never ends. */
        readonly do: 'endlessLine'
      }
    | {
        /** Takes the request and never answers. */
        readonly do: 'mute'
      }
    | {
        /** Resets the socket instead of an answer. */
        readonly do: 'refuse'
      }
  )

/** One request, as the server saw it. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The `Last-Event-ID`, its bytes read as UTF-8, or else the parameter `after` of the URL. */
  readonly lastEventId: string
  /** When it came, in milliseconds since the epoch. */
  readonly at: number
}

/** What the server has seen of one script. */
export interface Seen {
  /** Oldest first, preflights included. */
  readonly requests: readonly SeenRequest[]
  /** How many of the sockets that carried a request of this script are open. */
  readonly sockets: number
}

/** A scripted server, seen from a test: in Node, or in a page. */
export interface ScriptedServerRemote {
  /**
   * Returns a new URL that answers each request with the next step of a script. The last step is
   * repeated.
   *
   * @example
   * server.url({ do: 'status', status: 503 }, { do: 'numbers', upTo: 3 })
   */
  url(...steps: readonly Step[]): string
  /** Returns what the server has seen of a script until now. */
  seen(url: string): Promise<Seen>
}

/** Makes a client of a scripted server that runs elsewhere, from its origin alone. */
export function remoteServer(origin: string): ScriptedServerRemote {
  return {
    url: (...steps) => `${origin}/${runName()}?script=${encodeURIComponent(JSON.stringify(steps))}`,
    async seen(url) {
      const [, run = ''] = new URL(url).pathname.split('/')
      const response = await fetch(`${origin}/?seen=${run}`)
      return (await response.json()) as Seen
    },
  }
}

const runName = () => Math.random().toString(36).slice(2)
