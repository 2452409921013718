/** What a browser tells a page, played by a test. */
export interface FakePlatform {
  /** How many listeners are on the window and the document. */
  readonly listeners: number
  offline(): void
  online(): void
  hide(): void
  show(): void
  freeze(): void
  thaw(): void
  /** Shows the page: for the first time, or `persisted` from the back/forward cache. */
  pageshow(persisted: boolean): void
  /** Leaves the page: for good, or `persisted` to the back/forward cache. */
  pagehide(persisted: boolean): void
  /** Changes what the browser knows, and has not told yet. */
  onLine: boolean
  restore(): void
}

class CountingTarget extends EventTarget {
  listeners = 0
  override addEventListener(...args: Parameters<EventTarget['addEventListener']>) {
    this.listeners++
    super.addEventListener(...args)
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>) {
    this.listeners--
    super.removeEventListener(...args)
  }
}

/** Puts a window, a document and a navigator on the global object, until `restore()`. */
export function fakePlatform(): FakePlatform {
  const view = new CountingTarget()
  const page = Object.assign(new CountingTarget(), {
    visibilityState: 'visible',
    baseURI: 'http://page.test/app/',
  })
  const navigator = { onLine: true }
  const restore = define({
    document: page,
    navigator,
    addEventListener: view.addEventListener.bind(view),
    removeEventListener: view.removeEventListener.bind(view),
  })

  function see(visibilityState: string) {
    page.visibilityState = visibilityState
    page.dispatchEvent(new Event('visibilitychange'))
  }
  function transit(type: string, persisted: boolean) {
    view.dispatchEvent(Object.assign(new Event(type), { persisted }))
  }
  function connected(onLine: boolean) {
    navigator.onLine = onLine
    view.dispatchEvent(new Event(onLine ? 'online' : 'offline'))
  }

  return {
    get listeners() {
      return view.listeners + page.listeners
    },
    get onLine() {
      return navigator.onLine
    },
    set onLine(value) {
      navigator.onLine = value
    },
    offline: () => connected(false),
    online: () => connected(true),
    hide: () => see('hidden'),
    show: () => see('visible'),
    freeze: () => void page.dispatchEvent(new Event('freeze')),
    thaw: () => void page.dispatchEvent(new Event('resume')),
    pageshow: (persisted) => transit('pageshow', persisted),
    pagehide: (persisted) => transit('pagehide', persisted),
    restore,
  }
}

/** Collects what is reported to the platform, until `restore()`. */
export function collectReports(): { readonly errors: unknown[]; restore(): void } {
  const errors: unknown[] = []
  return { errors, restore: define({ reportError: (error: unknown) => void errors.push(error) }) }
}

function define(globals: Record<string, unknown>): () => void {
  const before = Object.keys(globals).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  )
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value })
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      else Reflect.deleteProperty(globalThis, name)
    }
  }
}
