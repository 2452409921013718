import { hasInjectionContext, inject, ssrContextKey } from 'vue'

/**
 * Whether the caller runs where HTML is made for a page that is elsewhere, so that nothing may
 * connect: there is neither a window nor a worker of a page, or Vue renders to a string.
 *
 * It asks for no component: a route guard, a plugin, or a setup after its first `await` has none.
 */
export function isOnServer(): boolean {
  // The workers that Cloudflare runs on its servers have a worker's scope, too, but no location.
  const hasPage =
    typeof window !== 'undefined' || ('WorkerGlobalScope' in globalThis && 'location' in globalThis)
  // Some servers define a window for libraries that expect one.
  return !hasPage || (hasInjectionContext() && inject(ssrContextKey, null) !== null)
}
