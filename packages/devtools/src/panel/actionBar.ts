import type { ObservedStream } from '@use-event-source/core/tools'
import * as actions from '../actions/actions.ts'
import type { Refusal } from '../actions/actions.ts'
import { exportJson } from '../actions/exportJson.ts'
import { testScriptOf } from '../actions/testScript.ts'
import { eventOf } from '../recorder/eventRecord.ts'
import { button, element, setAttributes, setText } from './element.ts'
import { saveFile } from './saveFile.ts'
import type { PanelModel } from './panelModel.ts'
import type { View } from './view.ts'

/** What a person can do to the selected stream. */
export function createActionBar(model: PanelModel): View {
  const said = element('span', { class: 'said', role: 'status' })
  const say = (text: string) => setText(said, text)

  /** A button that acts on the stream while it is in use. */
  const act = (text: string, title: string, action: (stream: ObservedStream) => void) =>
    button(
      text,
      () => {
        model.act(action)
        say('')
      },
      { title, 'data-needs': 'stream' },
    )

  const offline = act('Offline', 'Let each request of this stream fail', (stream) =>
    actions.isOffline(stream) ? actions.goOnline(stream) : actions.goOffline(stream),
  )
  const answers = ([401, 429, 503] as const).map((status: Refusal) =>
    act(`${status}`, `Answer the next request with ${status}, once`, (stream) =>
      actions.answerOnce(stream, status),
    ),
  )
  const bar = element(
    'div',
    { class: 'actions', role: 'group', 'aria-label': 'Actions' },
    act('Reconnect', 'Connect immediately', actions.reconnect),
    act('Hang up', 'Break the connection, as a network does', actions.hangUp),
    offline,
    act('Silence', 'Let nothing through, as a dead line does', actions.fallSilent),
    element('span', { class: 'group' }, element('span', {}, 'Answer'), ...answers),
    act('Replay', 'Let the listeners hear the listed events again', (stream) =>
      actions.replay(stream, eventsListed(model)),
    ),
    button('Copy test', () => void copyTest(model, say), {
      title: 'Copy what was recorded as a script for fakeTransport()',
    }),
    button('Export', () => saveFile('event-streams.json', exportJson(model.recorder.streams)), {
      title: 'Save all streams as JSON',
    }),
    said,
  )
  return {
    element: bar,
    update() {
      const stream = model.selected()
      for (const needy of bar.querySelectorAll<HTMLButtonElement>('[data-needs]'))
        needy.disabled = !stream?.observed
      setAttributes(offline, { 'aria-pressed': String(stream?.isOffline ?? false) })
    },
  }
}

function eventsListed(model: PanelModel) {
  const records = model.events()
  const events = Array.from({ length: records.length }, (_, index) => eventOf(records.at(index)!))
  return events.filter((event) => event !== null)
}

async function copyTest(model: PanelModel, say: (text: string) => void) {
  const log = model.selected()?.log
  if (!log) return
  const script = testScriptOf(log)
  try {
    await navigator.clipboard.writeText(script)
    say('Copied.')
  } catch {
    // Not allowed, as in a frame or on plain http.
    saveFile('event-stream.test.ts', script)
    say('Saved, because the clipboard is not allowed here.')
  }
}
