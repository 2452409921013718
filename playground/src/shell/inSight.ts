/** How far below the screen a thing counts as in sight: a scroll soon shows it. */
const rootMargin = '200px'

/** Resolves when an element is on the screen for the first time. */
export function inSight(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        resolve()
      },
      { rootMargin },
    )
    observer.observe(element)
  })
}
