import type { Readable } from '@use-event-source/core'
import { ResumingAgent } from '../../../docs/recipes/ag-ui/ResumingAgent.ts'
import { savedId } from './savedId.ts'
import { watchAnswer } from './watchAnswer.ts'

type Messages = ResumingAgent['messages']

interface Thread {
  readonly messages: Messages
  readonly isRunning: boolean
  readonly error: string | null
}

/** A thread with an agent, which `useSnapshot` reads. */
export interface AgentThread extends Readable<Thread> {
  ask(prompt: string): void
  /** Runs the agent again, where a run has failed. */
  retry(): void
  stop(): void
}

const noThread: Thread = { messages: [], isRunning: false, error: null }

/** Makes a thread that a reload of this page continues. */
export function createThread(name: string): AgentThread {
  const agent = new ResumingAgent({
    url: new URL('/api/agUi', location.href).href,
    threadId: savedId(name),
    onRun: (run) => watchAnswer('agUi', run),
  })
  const listeners = new Set<() => void>()
  let thread = noThread

  function update(part: Partial<Thread>) {
    thread = { ...thread, ...part }
    for (const listener of listeners) listener()
  }

  async function follow(run: () => Promise<unknown>) {
    update({ isRunning: true, error: null })
    try {
      await run()
    } catch (error) {
      update({ error: String(error) })
    }
    update({ isRunning: false })
  }

  const run = () => void follow(() => agent.runAgent())

  async function resume() {
    const response = await fetch(`${agent.url}/${agent.threadId}/messages`)
    agent.setMessages((await response.json()) as Messages)
    await agent.connectAgent()
  }

  agent.subscribe({ onMessagesChanged: ({ messages }) => update({ messages: [...messages] }) })
  void follow(resume)

  return {
    getSnapshot: () => thread,
    getInitialSnapshot: () => noThread,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ask(content) {
      agent.addMessage({ id: crypto.randomUUID(), role: 'user', content })
      run()
    },
    retry: run,
    stop: () => agent.abortRun(),
  }
}
