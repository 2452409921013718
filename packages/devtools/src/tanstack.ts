// The panel as a plugin of TanStack Devtools
export { eventSourceDevtools } from '#devtools'
export type { DevtoolsPlugin } from './hosts/tanstack.ts'
