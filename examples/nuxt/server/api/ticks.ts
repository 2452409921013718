export default defineEventHandler((event) => {
  const stream = createEventStream(event)
  let count = Number(getHeader(event, 'last-event-id') ?? 0)

  const timer = setInterval(() => {
    const tick: Tick = { count: ++count }
    void stream.push({ event: 'tick', id: String(count), data: JSON.stringify(tick) })
  }, 250)

  // The client has gone.
  stream.onClosed(() => clearInterval(timer))

  return stream.send()
})
