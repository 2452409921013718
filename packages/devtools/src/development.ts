// What the entries of this package are in development; `production.ts` is its empty twin.
import { pageRecorder } from './recorder/pageRecorder.ts'

export { showButton } from './hosts/button.ts'
export { eventSourceDevtools } from './hosts/tanstack.ts'
export { showInVueDevtools } from './hosts/vueDevtools.ts'
export { mount } from './panel/mount.ts'

// From the import on, so that a panel that opens later shows how its streams came to be. A server
// renders with the same modules, and has no panel.
if (globalThis.document) pageRecorder()
