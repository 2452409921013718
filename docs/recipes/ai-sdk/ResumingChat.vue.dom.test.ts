import { cleanup, fireEvent, render, screen } from '@testing-library/vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Component } from 'vue'
import { eventually } from '../eventually.test.helper.ts'
import { startRunServer } from '../server/runServer.ts'
import type { RunServer } from '../server/runServer.ts'
import ResumingChat from './ResumingChat.vue'
import { wholeText, wire } from './wire.ts'

let server: RunServer

const question = { id: 'question', role: 'user', parts: [{ type: 'text', text: 'Why?' }] }
const show = () =>
  render(ResumingChat as Component, {
    props: { api: server.url, id: 'chat-1', messages: [question] },
  })

const answers = () => [...document.querySelectorAll('[data-role=assistant]')].map((p) => p.textContent)

async function ask(prompt: string) {
  await fireEvent.update(screen.getByLabelText('Your question'), prompt)
  await fireEvent.click(screen.getByText('Send'))
}

beforeEach(async () => {
  server = await startRunServer(wire)
})

afterEach(async () => {
  cleanup()
  await server.close()
  vi.restoreAllMocks()
})

test('an answer is whole after cuts, and after a reload in the middle of it', async () => {
  show()
  server.hold(15)
  await ask('And then?')
  await eventually(answers).toEqual([expect.stringContaining('word 12 ')])

  // After the names of the messages: a redial follows within the 10 ms that the server asks for.
  // After the names of the messages: a redial follows within the 10 ms that the server asks for.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  server.cutEvery = 9
  cleanup()
  show()
  await eventually(answers).toEqual([expect.stringContaining('word 12 ')])
  server.release()
  await eventually(answers).toEqual([wholeText])
  expect(server.requests.filter((request) => request === 'POST /')).toHaveLength(1)
})

test('an answer is stopped on the server, and asked for again after a refusal', async () => {
  show()
  server.hold(15)
  await ask('And then?')
  await eventually(answers).toEqual([expect.stringContaining('word 12 ')])
  await fireEvent.click(screen.getByText('Stop'))
  await eventually(() => server.runs.get('chat-1')?.isEnded).toBe(true)

  server.release()
  server.refusals.push({ status: 403 })
  await ask('What else?')
  await fireEvent.click(await screen.findByText('Retry'))
  await eventually(() => answers().at(-1)).toBe(wholeText)
})
