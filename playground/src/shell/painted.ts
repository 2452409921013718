/** The longest wait, in milliseconds: a page that is hidden meanwhile is not painted. */
const longest = 1000

/** Resolves when the page is on the screen. What is loaded from then on does not delay that. */
export function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve()
  return new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
    setTimeout(resolve, longest)
  })
}
