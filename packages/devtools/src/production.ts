// The same names as in `development.ts`, for production: nothing is recorded or shown.
import type * as development from './development.ts'

// A function that is declared, and empty: bundlers leave out the calls of such ones.
export function showButton(): void {}
export function showInVueDevtools(): void {}

export const eventSourceDevtools: typeof development.eventSourceDevtools = () => ({
  id: 'use-event-source',
  name: 'Event streams',
  render: () => null,
  destroy() {},
})

export const mount: typeof development.mount = () => () => {}
