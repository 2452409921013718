// The panel for an element of the page
export { mount } from '#devtools'
export type { MountOptions } from './panel/mount.ts'
