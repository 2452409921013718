/** What a page of the bench has to show. */
export interface Setup extends ComponentProps {
  /** How many components show the stream. */
  readonly count: number
  /** `Newest` shows the last event and does nothing else; `Counted` counts besides. */
  readonly component: 'Newest' | 'Counted'
  /** Whether React is strict. */
  readonly strict?: boolean
}

/** What every component of every library is given. */
export interface ComponentProps {
  readonly url: string
  readonly types: readonly string[]
  /** The transport, where there is a choice; the library's default without. */
  readonly transport?: 'fetch' | 'native'
  /**
   * Whether to switch on the options by which the library reconnects, where they are off by
   * default.
   */
  readonly reconnect?: boolean
}

/** What the components of a page have recorded. */
export interface Notes {
  /** The data of every event, by the means that the library gives to see each. */
  readonly seen: string[]
  commits: number
  /** How many animation frames there were from the first commit to the last. */
  frames: number
  /** The state of the stream, in the words of the library. */
  status: string
}

/** The functions of a page that the bench calls. */
export interface PageApi {
  /** Resolves when every component is mounted and its effects have run. */
  mount(setup: Setup): Promise<void>
  /** Shows the same components with other properties. */
  change(setup: Setup): Promise<void>
  unmount(): Promise<void>
  /** What stands on the page. */
  text(): string
  notes(): Notes
  /** Resets all counts. */
  forget(): void
  /** Begins to note when which text came into the document. */
  watch(): void
  /**
   * Every text that came into the document since, and when: in milliseconds since the page began.
   */
  changes(): Sights
  /** The text of every frame that was painted since, and when. */
  paints(): Sights
  /** Returns whether another request of the page is answered within a second. */
  ping(): Promise<boolean>
}

/** What stood on the page, and when it was seen there. */
export type Sights = readonly (readonly [text: string, at: number])[]

export const notes: Notes = { seen: [], commits: 0, frames: 0, status: '' }

export const host = document.querySelector('#host') as HTMLElement

let frame = 0
let firstFrame = 0
let counting = false

function countFrame() {
  if (!counting) return
  frame++
  requestAnimationFrame(countFrame)
}

/** Notes that a component has been committed. */
export function commit(): void {
  if (notes.commits++ === 0) firstFrame = frame
  notes.frames = frame - firstFrame + 1
}

/** Hands a page to the bench. */
export function expose(stage: Pick<PageApi, 'mount' | 'change' | 'unmount'>): void {
  const changes: [string, number][] = []
  const paints: [string, number][] = []
  const see = (sights: [string, number][]) =>
    void sights.push([host.textContent, performance.now()])

  const bench: PageApi = {
    ...stage,
    text: () => host.textContent,
    notes() {
      counting = false
      return notes
    },
    forget() {
      notes.seen.length = notes.commits = notes.frames = 0
      counting = true
      requestAnimationFrame(countFrame)
    },
    watch() {
      const observer = new MutationObserver(() => see(changes))
      observer.observe(host, { characterData: true, childList: true, subtree: true })
      // The first task after the callbacks of a frame runs when its picture is made.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => see(paints)
      const atFrame = () => {
        port2.postMessage(0)
        requestAnimationFrame(atFrame)
      }
      atFrame()
    },
    changes: () => changes.splice(0),
    paints: () => paints.splice(0),
    ping: () =>
      fetch('/ping', { signal: AbortSignal.timeout(1000) }).then(
        () => true,
        () => false,
      ),
  }
  Object.assign(globalThis, { bench })
}
