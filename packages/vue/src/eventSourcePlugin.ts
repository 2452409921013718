import type { EventSourceClient } from '@use-event-source/core'
import { hasInjectionContext, inject } from 'vue'
import type { InjectionKey, Plugin } from 'vue'

/** What the plugin takes. */
export interface EventSourcePluginOptions {
  /** The client of every component of the app that names a URL, and no client of its own. */
  readonly client: EventSourceClient
}

const clientKey: InjectionKey<EventSourceClient> = Symbol('use-event-source')

/**
 * Gives a client to the components of an app: its defaults, and connections that they share with
 * each other.
 *
 * @example
 * const api = createEventSourceClient({ headers: async () => ({ authorization: await token() }) })
 * app.use(eventSourcePlugin, { client: api })
 */
export const eventSourcePlugin: Plugin<[options: EventSourcePluginOptions]> = {
  install: (app, { client }) => void app.provide(clientKey, client),
}

/** Returns the client of the app around the caller, if there is one. */
export const useClient = (): EventSourceClient | undefined =>
  hasInjectionContext() ? inject(clientKey, undefined) : undefined
