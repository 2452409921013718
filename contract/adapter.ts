import type {
  ConnectionFailure,
  EventStateOptions,
  EventSourceClient,
  EventSourceStore,
  Readable,
  ServerEvent,
  Source,
  Status,
  ViewOptions,
} from '@use-event-source/core'
import type { SourceOptions } from '@use-event-source/core/adapter'

/** An adapter of React or Vue, as the tests of what both promise use it. */
export interface Adapter {
  /**
   * Mounts a component that calls a hook with `args`, and shows what `read` makes of what the hook
   * returns; with a `client`, below a provider or in an app with the plugin.
   */
  mount<Name extends keyof Hooks>(
    hook: Name,
    args: Parameters<Hooks[Name]>,
    read?: (shown: ReturnType<Hooks[Name]>) => unknown,
    client?: EventSourceClient,
  ): Mounted<Hooks[Name]>
  /** Returns the message of what a hook throws when a component calls it with `args`. */
  messageOf<Name extends keyof Hooks>(hook: Name, args: Parameters<Hooks[Name]>): string
  /** Does something and lets the framework render what follows. */
  settle(step: () => void): Promise<void>
}

/** A component that was mounted. */
interface Mounted<Hook extends (...args: never[]) => unknown> {
  /**
   * What the hook returns now. To look at it may count as reading it, so a test that counts renders
   * looks at `text`.
   */
  readonly shown: ReturnType<Hook>
  /** What `read` made of it at the last render. */
  readonly text: string
  readonly renders: number
  /** Renders the component with other arguments, and lets its effects run. */
  change(...args: Parameters<Hook>): Promise<void>
  unmount(): void
}

/** The hooks and composables that both adapters have, without refs. */
// Loose types will do here, because `types.test-d` tests the real ones in each adapter.
export interface Hooks {
  useEventSource(source: Source, options?: Options): View
  useSuspenseEventSource(source: Source, options?: Options): View
  useEventState(
    source: Source,
    initial: unknown,
    reducers: Reducers,
    options?: Options & EventStateOptions<any, any>,
  ): unknown
  useServerEvent(
    source: Source,
    type: EventTypes,
    listener: (event: Event) => void,
    options?: Options,
  ): void
  useSnapshot(
    readable: Readable<unknown> | null,
    select?: (state: any) => unknown,
    equal?: (previous: any, next: any) => boolean,
  ): unknown
}

export type Options = SourceOptions & ViewOptions

type EventTypes = string | readonly string[]

type Event = ServerEvent<string, unknown>

type Reducers = Readonly<Record<string, (state: any, event: any) => unknown>>

export interface View {
  readonly status: Status
  readonly failure: ConnectionFailure | null
  readonly failureCount: number
  readonly since: number | null
  readonly event: Event | null
  readonly data: unknown
  readonly latest: Readonly<Record<string, Event | undefined>>
  readonly lastEventId: string
  readonly source: EventSourceStore | null
  connect(): void
  close(): void
}
