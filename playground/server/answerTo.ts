interface Answer {
  about: RegExp
  text: string
}

const answers: readonly Answer[] = [
  {
    about: /websocket|socket/i,
    text: `A WebSocket is a telephone: both sides talk, and both have to keep the connection alive. Server-sent events are a radio: \
the server talks, the page listens, and a page that was in a tunnel requests what it has missed.

Most pages only listen. Prices, logs, progress bars, notifications and the answer that you are reading go one way. For those, \
a plain HTTP response is enough: it passes proxies, carries cookies, compresses, and shows up in the network panel like any other request.

Take a WebSocket when the page has to talk back many times a second, as a game or a shared cursor does.`,
  },
  {
    about: /reconnect|last|lost|miss|resume|drop/i,
    text: `Every event may carry an id. The client keeps the newest one, and when the connection breaks, it sends that id back in a \
header named Last-Event-ID. A server that remembers a little of the past starts again right after it.

So nothing is lost on the way back, as long as the server still has the events. This playground goes one step further: each event can be \
computed from its number alone, so you may even kill the server. Start it again and watch the counter of missing events. It stays at zero.

Try the buttons under "Bad days" and watch the status while you do.`,
  },
  {
    about: /render|fast|slow|flood|thousand|performance|commit/i,
    text: `Events are not state. When ten thousand of them arrive in one write, there is no point in rendering ten thousand times: \
the screen shows sixty pictures a second at best.

The store reduces each event as it arrives, outside of any component, and notifies the framework at the pace of the screen. A component that does \
not read what has changed does not render at all. Open the Flood scene and count.

If you need each event itself, for a chart or a sound, use useServerEvent: it calls your listener exactly once per event and renders nothing.`,
  },
]

const otherwise = `No language model wrote this answer. It was written by hand and is sent the way the models send theirs: one event \
per token, over the response to a POST request, with an event named done at the end.

The native EventSource cannot send a POST. The library carries every stream by fetch, and everything else \
stays the same: the status, the failure, the reducer that adds the tokens up to the text you see.

Press Stop and the request is cancelled: the server notices and stops writing, as you can see in its count of connections. \
Ask me about reconnecting, about rendering or about WebSockets.`

/** Chooses the answer by a word in the prompt. */
export function answerTo(prompt: string): string {
  return answers.find(({ about }) => about.test(prompt))?.text ?? otherwise
}
