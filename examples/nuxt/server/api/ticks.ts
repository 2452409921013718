export default defineEventHandler((event) => {
  const stream = createEventStream(event)
  let count = Number(getHeader(event, 'last-event-id') ?? 0)

  const sendTick = () => {
    const tick: Tick = { count: ++count }
    void stream.push({ event: 'tick', id: String(count), data: JSON.stringify(tick) })
  }
  // The headers leave with the first byte. Where events are rare, send a small one every 15 seconds:
  // h3 1 has no comments, and proxies close a silent stream.
  sendTick()
  const timer = setInterval(sendTick, 250)

  // The client has gone.
  stream.onClosed(() => clearInterval(timer))

  return stream.send()
})
