interface Answer {
  about: RegExp
  text: string
}

const answers: readonly Answer[] = [
  {
    about: /websocket|socket/i,
    text: `A WebSocket is a telephone: both sides talk, and both have to keep the line alive. Server-sent events are a radio: \
the server talks, the page listens, and a page that was in a tunnel asks for what it has missed.

Most pages only listen. Prices, logs, progress bars, notifications and the answer that you are reading go one way. For those, \
a plain HTTP response is enough: it passes proxies, carries cookies, compresses, and shows up in the network panel like any other request.

Take a WebSocket when the page has to talk back many times a second, as a game or a shared cursor does.`,
  },
  {
    about: /reconnect|last|lost|miss|resume|drop/i,
    text: `Every event may carry an id. The client keeps the newest one, and when the connection breaks, it sends that id back in a \
header named Last-Event-ID. A server that remembers a little of the past starts again right after it.

So nothing is lost on the way back, as long as the server still has the events. This playground goes one step further: each event can be \
computed from its number alone, so you may even kill the server. Start it again and look at the counter of missing events. It stays at zero.

Try the buttons under "Bad days" and watch the status while you do.`,
  },
  {
    about: /render|fast|slow|flood|thousand|performance|commit/i,
    text: `Events are not state. When ten thousand of them arrive in one write, there is no point in rendering ten thousand times: \
the screen shows sixty pictures a second at best.

The store folds each event as it arrives, outside of any component, and tells the framework at most once per frame. A component that does \
not read what has changed is not rendered at all. Open the Flood scene and count.

If you need each event itself, for a chart or a sound, take useServerEvent: it calls you exactly once per event and renders nothing.`,
  },
]

const otherwise = `This answer was not thought up by a language model. It was written by hand and is sent the way the models send theirs: one event \
per token, over the response to a POST request, with [DONE] at the end.

The native EventSource cannot send a POST. The library notices that you asked for a method, takes its fetch transport, and everything else \
stays the same: the status, the failure, the fold that adds the tokens up to the text you see.

Press Stop and the request is cancelled: the server notices and stops writing, as you can see in its count of connections. \
Ask me about reconnecting, about rendering or about WebSockets.`

/** Chooses the answer by a word in the prompt. */
export function answerTo(prompt: string): string {
  return answers.find(({ about }) => about.test(prompt))?.text ?? otherwise
}
