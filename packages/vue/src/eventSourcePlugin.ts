import { createRegistry } from '@use-event-source/core'
import type { SourceDefaults } from '@use-event-source/core'
import { hasInjectionContext, inject } from 'vue'
import type { InjectionKey, Plugin } from 'vue'

const defaultsKey: InjectionKey<SourceDefaults> = Symbol('use-event-source')

/**
 * Gives default options to every component of an app that names a URL, and connections of their
 * own: they share streams with each other, and with no component outside. A component's own options
 * take precedence.
 *
 * @example
 * app.use(eventSourcePlugin, { headers: async () => ({ authorization: await token() }) })
 */
export const eventSourcePlugin: Plugin<[options?: SourceDefaults]> = {
  install: (app, options) =>
    void app.provide(defaultsKey, { registry: createRegistry(), ...options }),
}

/** Returns the defaults of the app around the caller, if there is one. */
export const useDefaults = (): SourceDefaults =>
  hasInjectionContext() ? inject(defaultsKey, {}) : {}
