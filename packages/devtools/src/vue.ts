// The panel in Vue DevTools
export { showInVueDevtools } from '#devtools'
export type { VueDevtoolsApi } from './hosts/vueDevtools.ts'
