import { AbstractAgent, EventType } from '@ag-ui/client'
import type { AgentConfig, AGUIEvent, RunAgentInput } from '@ag-ui/client'
import { createEventSource, eventsOf, json } from '@use-event-source/core'
import type { ConnectionOptions, EventSourceStore } from '@use-event-source/core'
import { catchError, defer, EMPTY, finalize, from, map, tap } from 'rxjs'
import type { Observable } from 'rxjs'
import { continueAt } from '../shared/continueAt.ts'

type Run = EventSourceStore<{ message: AGUIEvent }>

interface ResumingAgentConfig extends AgentConfig {
  readonly url: string
  /** Called with the store of each run, whose status may be shown. */
  readonly onRun?: (run: Run) => void
}

type Events = ReturnType<AbstractAgent['run']>

/** `@ag-ui/client` brings a copy of RxJS, whose types TypeScript tells from those of another. */
const asEvents = (events: Observable<AGUIEvent>) => events as unknown as Events

const lastTypes: readonly string[] = [EventType.RUN_FINISHED, EventType.RUN_ERROR]

/**
 * An agent of AG-UI whose runs go on after a lost connection, and after a reload with
 * `connectAgent()`: `GET url/threadId` resumes the newest run of a thread, and `DELETE` stops it.
 */
export class ResumingAgent extends AbstractAgent {
  readonly url: string
  private readonly onRun: ResumingAgentConfig['onRun']

  constructor({ url, onRun, ...config }: ResumingAgentConfig) {
    super(config)
    this.url = url
    this.onRun = onRun
  }

  override run(input: RunAgentInput): Events {
    const request = {
      url: this.url,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    }
    return asEvents(this.readEvents(input, request))
  }

  protected override connect(input: RunAgentInput): Events {
    let hasResumed = false
    const events = this.readEvents(input, { url: this.runOf(input) }).pipe(
      tap(() => (hasResumed = true)),
      catchError((error: Error & { cause?: { status?: number } }) => {
        // The server has no run of this thread, so there is nothing to resume.
        if (error.cause?.status === 204 && !hasResumed) return EMPTY
        throw error
      }),
    )
    return asEvents(events)
  }

  /** Stops the run on the server, which then ends its stream. To leave it, call `detachActiveRun()`. */
  override abortRun(): void {
    void fetch(this.runOf(this), { method: 'DELETE' })
  }

  override clone(): ResumingAgent {
    return Object.assign(super.clone(), { url: this.url, onRun: this.onRun })
  }

  private runOf({ threadId }: { readonly threadId: string }): string {
    return `${this.url}/${encodeURIComponent(threadId)}`
  }

  private readEvents(
    input: RunAgentInput,
    request: ConnectionOptions,
  ): Observable<AGUIEvent> {
    return defer(() => {
      const source = createEventSource({
        ...request,
        ...continueAt(this.runOf(input)),
        events: { message: json<AGUIEvent>() },
        until: ({ raw }) => lastTypes.includes(JSON.parse(raw).type) && 'after',
      })
      this.onRun?.(source)
      return from(eventsOf(source, 'message')).pipe(
        map(({ data }) => data),
        finalize(source.close),
      )
    })
  }
}
