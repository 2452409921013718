import { remoteServer } from '@use-event-source/testing'
import { expect, inject, onTestFinished, vi } from 'vitest'
import { createEventSource, json, text } from './index.ts'
import { patience, type StoryOptions } from './transports/story.test.helper.ts'

export const server = remoteServer(inject('scriptedServer'))

/** A URL that answers with a stream of this text, which stays open. */
export const serve = (body: string) =>
  server.url({
    do: 'status',
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body,
    endless: true,
  })

/** One event that is no JSON, and two that are right. */
export const stream = `event: number
data: ping

event: number
data: 1

event: last
data: the last one

`
export const whole = [1, 'the last one']

/** Collects what the rest of the test reports to the console and to the page, in order. */
function hearReports(): string[] {
  const reports: string[] = []
  const { error, warn } = console
  console.error = (message: unknown) => {
    // The runner writes uncaught errors there, without words.
    if (typeof message === 'string') reports.push(`error: ${message}`)
  }
  console.warn = (message: string) => void reports.push(`warning: ${message}`)
  const hear = (event: Event) => {
    event.preventDefault()
    reports.push(`uncaught: ${String(event instanceof ErrorEvent ? event.error : event.type)}`)
  }
  const types = ['error', 'unhandledrejection']
  for (const type of types) window.addEventListener(type, hear)
  onTestFinished(() => {
    Object.assign(console, { error, warn })
    for (const type of types) window.removeEventListener(type, hear)
  })
  return reports
}

/** Opens a stream, and collects its events, and whatever is reported until it is over. */
export function follow(options: StoryOptions) {
  const reports = hearReports()
  const seen: unknown[] = []
  const source = createEventSource<any>({
    url: serve(stream),
    events: { number: json, last: text },
    onInvalid: ({ raw }) => void reports.push(`onInvalid: ${raw}`),
    ...options,
  })
  onTestFinished(source.close)
  let known = ''
  source.subscribe(() => {
    const { failure, failureCount } = source.getSnapshot()
    const newest = `${failureCount} ${failure?.message}`
    if (failure && newest !== known) reports.push(`failure: ${failure.kind}`)
    known = newest
  })
  const isOver = () => seen.at(-1) === whole.at(-1) || source.getSnapshot().status === 'closed'
  return {
    source,
    seen,
    reports,
    listen: () => source.on(['number', 'last'], ({ data }) => seen.push(data)),
    async untilOver() {
      await vi.waitFor(() => expect(isOver()).toBe(true), patience)
      // A page hears of a rejection that nothing handles a turn later.
      await new Promise((resolve) => void setTimeout(resolve))
    },
  }
}
