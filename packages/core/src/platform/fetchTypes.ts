// Types of the platform's `fetch`, so that projects compile that have neither the DOM library nor
// @types/node.

/** What the platform's `fetch` takes beside the URL. */
type FetchInit = typeof globalThis extends { fetch: (input: never, init?: infer Init) => unknown }
  ? NonNullable<Init>
  : {
      headers?: Record<string, string> | [string, string][]
      body?: string | ArrayBuffer | ArrayBufferView
    }

/** A `URL` object. */
export type UrlObject = typeof globalThis extends { URL: { prototype: infer Url } } ? Url : never

/** Headers as the platform's `fetch` takes them. */
export type RequestHeaders = Exclude<FetchInit['headers'], undefined>

/** A body as the platform's `fetch` takes it. */
export type RequestBody = Exclude<FetchInit['body'], null | undefined>

/** What is used of an `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The platform's own `AbortSignal`, for its `fetch`. */
export type PlatformAbortSignal = typeof globalThis extends {
  AbortSignal: { prototype: infer Signal }
}
  ? Signal
  : AbortSignalLike
