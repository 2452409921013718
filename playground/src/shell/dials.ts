/**
 * Counts the dials of this page, the refused ones too: the server cannot tell its dials from those
 * of another page.
 *
 * @param show Called with the count, after each.
 */
export function countDials(show: (dials: number) => void): void {
  const { fetch, EventSource: Native } = globalThis
  let dials = 0

  function count(url: string | URL): void {
    const { pathname } = new URL(url, location.href)
    // The page watches the server through these two.
    if (!/^\/api\/(stats|wire)$/.test(pathname)) show(++dials)
  }

  globalThis.fetch = (input, init) => {
    const isRequest = input instanceof Request
    const headers = new Headers(init?.headers ?? (isRequest ? input.headers : {}))
    if (headers.get('accept') === 'text/event-stream') count(isRequest ? input.url : input)
    return fetch(input, init)
  }

  globalThis.EventSource = class extends Native {
    constructor(...parameters: ConstructorParameters<typeof EventSource>) {
      super(...parameters)
      count(this.url)
      // That it dials again by itself is an error, too.
      this.addEventListener('error', () => {
        if (this.readyState === this.CONNECTING) count(this.url)
      })
    }
  }
}
