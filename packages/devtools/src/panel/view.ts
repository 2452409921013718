/** A part of the panel: an element, and what brings it up to date. */
export interface View {
  readonly element: HTMLElement
  update(): void
}
