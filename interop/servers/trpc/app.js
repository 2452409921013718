import { setTimeout as sleep } from 'node:timers/promises'
import { initTRPC, tracked } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'

const { procedure, router } = initTRPC.create({ sse: { ping: { enabled: true, intervalMs: 100 } } })
const any = procedure.input((input) => input)

createHTTPServer({
  router: router({
    ticks: any.subscription(async function* ({ input, signal }) {
      const last = Number(input.lastEventId ?? 0)
      for (let n = last + 1; n <= last + input.count && !signal?.aborted; n++) {
        yield tracked(`${n}`, { n })
        await sleep(10)
      }
    }),
    beats: any.subscription(async function* () {
      await sleep(4000)
      yield { n: 1 }
    }),
    say: any.subscription(async function* ({ input }) {
      yield input.text.repeat(Number(input.times ?? 1))
    }),
    page: any.query(() => '<p>A page'),
  }),
}).listen(Number(process.argv[2]), '127.0.0.1')
