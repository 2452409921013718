// Reads an answer over a line that breaks, by the means of an SDK or by ours.
import { HttpAgent } from '@ag-ui/client'
import type { AbstractAgent } from '@ag-ui/client'
import { DefaultChatTransport } from 'ai'
import type { ChatTransport, UIMessage } from 'ai'
import { ResumingAgent } from '../../docs/recipes/ag-ui/ResumingAgent.ts'
import * as agUi from '../../docs/recipes/ag-ui/wire.ts'
import { resumingTransport } from '../../docs/recipes/ai-sdk/resumingTransport.ts'
import * as aiSdk from '../../docs/recipes/ai-sdk/wire.ts'
import { startRunServer } from '../../docs/recipes/server/runServer.ts'

export interface AnswersTask {
  readonly sdk: 'AI SDK' | 'AG-UI'
  readonly ours: boolean
  /** After how many events the socket is destroyed. */
  readonly cutEvery: number
}

export interface AnswersReport {
  /** How many parts of the text the server sent. */
  readonly sent: number
  readonly delivered: number
  readonly twice: number
  readonly isWhole: boolean
  readonly requests: number
  readonly ending: string
}

// `HttpAgent` cancels a reader that has failed. Nothing handles that rejection, and it would end this
// process before the report.
process.on('unhandledRejection', () => {})

type OnPart = (part: string) => void

const sdks = {
  'AI SDK': {
    sent: aiSdk.words,
    start: () => startRunServer(aiSdk.wire),
    read: (api: string, ours: boolean, onPart: OnPart) =>
      readChat(ours ? resumingTransport(api) : new DefaultChatTransport({ api }), onPart),
  },
  'AG-UI': {
    sent: agUi.tokens,
    start: () => startRunServer(agUi.wire),
    read: (url: string, ours: boolean, onPart: OnPart) =>
      readRun(ours ? new ResumingAgent({ url }) : new HttpAgent({ url }), onPart),
  },
}

export async function answersProgram(task: AnswersTask): Promise<AnswersReport> {
  const { sent, start, read } = sdks[task.sdk]
  const server = await start()
  server.cutEvery = task.cutEvery
  const parts: string[] = []
  const ending = await read(server.url, task.ours, (part) => parts.push(part)).then(
    () => 'complete',
    (error: Error) => `error: ${error.message}`,
  )
  await server.close()
  const delivered = new Set(parts).size
  return {
    sent: sent.length,
    delivered,
    twice: parts.length - delivered,
    isWhole: parts.join('') === sent.join(''),
    requests: server.requests.length,
    ending,
  }
}

async function readChat(transport: ChatTransport<UIMessage>, onPart: OnPart): Promise<void> {
  const stream = await transport.sendMessages({
    trigger: 'submit-message',
    chatId: 'chat',
    messageId: undefined,
    messages: [],
    abortSignal: undefined,
  })
  const reader = stream.getReader()
  for (;;) {
    const { value } = await reader.read()
    if (!value) return
    if (value.type === 'text-delta') onPart(value.delta)
  }
}

async function readRun(agent: AbstractAgent, onPart: OnPart): Promise<void> {
  await agent.runAgent(undefined, {
    onTextMessageContentEvent: ({ event }) => onPart(event.delta),
  })
}
