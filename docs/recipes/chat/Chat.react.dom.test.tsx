import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { startRunServer } from '../server/runServer.ts'
import type { RunServer } from '../server/runServer.ts'
import { Chat } from './Chat.tsx'
import { createConversation } from './conversation.ts'
import { fakeStorage } from './fakeStorage.test.helper.ts'
import { tokens, wholeText, wire } from './wire.ts'

let server: RunServer
let storage: ReturnType<typeof fakeStorage>

function show() {
  const conversation = createConversation({ api: `${server.url}/answers`, storage, name: 'chat' })
  render(<Chat conversation={conversation} />, { wrapper: StrictMode })
}

const answers = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
const part = tokens.slice(0, 10).join('')

function ask(prompt: string) {
  fireEvent.change(screen.getByLabelText('Your question'), { target: { value: prompt } })
  fireEvent.click(screen.getByText('Ask'))
}

beforeEach(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  server = await startRunServer(wire)
  storage = fakeStorage()
})

afterEach(async () => {
  cleanup()
  flushFrames()
  await server.close()
  vi.restoreAllMocks()
})

test('an answer is whole after cuts, and after a reload in the middle of it', async () => {
  show()
  server.cutEvery = 9
  server.hold(10)
  ask('Why?')
  await eventually(answers).toEqual([part])

  cleanup()
  show()
  await eventually(answers).toEqual([part])
  server.release()
  await eventually(answers).toEqual([wholeText])
  expect(screen.queryByText('Retry')).toBeNull()
})

test('an answer is stopped, and another one asked for after a refusal', async () => {
  show()
  server.hold(10)
  ask('Why?')
  await eventually(answers).toEqual([part])
  fireEvent.click(screen.getByText('Stop'))
  await eventually(() => [...server.runs.values()].map(({ isEnded }) => isEnded)).toEqual([true])

  server.release()
  server.refusals.push({ status: 403 })
  ask('And then?')
  fireEvent.click(await screen.findByText('Retry'))
  await eventually(answers).toEqual([part, wholeText])
})
