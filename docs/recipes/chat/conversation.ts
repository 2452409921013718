import { createEventState } from '@use-event-source/core'
import type { EventSourceClient, Readable } from '@use-event-source/core'
import { createAnswers } from './answer.ts'
import type { Answer, Question } from './answer.ts'

export interface Turn extends Question {
  /** The text of an answer that has ended. */
  readonly text: string
  /** Whether a person stopped it. */
  readonly isStopped: boolean
  /** The stream of an answer that is being written, and its text so far. */
  readonly writing: {
    readonly answer: Answer
    readonly text: Readable<string>
  } | null
}

/** The turns of a chat, which `useSnapshot` reads. */
export interface Conversation extends Readable<readonly Turn[]> {
  ask(prompt: string): void
  /** Asks for another answer in place of one. */
  retry(turn: Turn): void
  /** Stops an answer, and keeps its text. */
  stop(turn: Turn): void
}

interface ConversationOptions {
  readonly api: string
  /** Where the turns are kept, so that a page that is loaded again resumes the last one. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  /** The name of this conversation in the storage. */
  readonly name: string
  readonly client?: EventSourceClient
}

const reducers = {
  token: (text: string, event: { data: string }) => text + event.data,
}

export function createConversation(options: ConversationOptions): Conversation {
  const { api, storage, name, client } = options
  const answers = createAnswers(api, client)
  const listeners = new Set<() => void>()
  const nothing: readonly Turn[] = []
  let turns = nothing

  function begin({ id, prompt }: Question, answer: Answer): Turn {
    const text = createEventState(answer, '', reducers)
    // So the answer goes on while no component shows it.
    text.subscribe(() => {})
    answer.on('done', () => end(id, text.getSnapshot()))
    return { id, prompt, text: '', isStopped: false, writing: { answer, text } }
  }

  function end(id: string, text: string, { isStopped = false } = {}) {
    update(
      turns.map((turn) =>
        turn.id === id ? { ...turn, text, isStopped, writing: null } : turn,
      ),
    )
  }

  function update(next: readonly Turn[]) {
    turns = next
    const saved = turns.map(({ writing, ...turn }) => ({
      ...turn,
      isWritten: !writing,
    }))
    storage.setItem(name, JSON.stringify(saved))
    for (const listener of listeners) listener()
  }

  function askFor(prompt: string): Turn {
    const question = { id: crypto.randomUUID(), prompt }
    return begin(question, answers.ask(question))
  }

  const saved = JSON.parse(storage.getItem(name) ?? '[]') as (Turn & {
    isWritten: boolean
  })[]
  turns = saved.map(({ isWritten, ...turn }) =>
    isWritten ? { ...turn, writing: null } : begin(turn, answers.resume(turn)),
  )

  return {
    getSnapshot: () => turns,
    getInitialSnapshot: () => nothing,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ask: (prompt) => update([...turns, askFor(prompt)]),
    retry: (failed) =>
      update(
        turns.map((turn) => (turn.id === failed.id ? askFor(turn.prompt) : turn)),
      ),
    stop(turn) {
      if (!turn.writing) return
      turn.writing.answer.close()
      end(turn.id, turn.writing.text.getSnapshot(), { isStopped: true })
      // A server that cannot be asked writes the answer to its end.
      answers.stop(turn).catch(() => {})
    },
  }
}
