/**
 * Counts how often a framework has changed the page. Showing the count must not add to it, so no
 * framework renders it.
 */
export interface Commits {
  count(): void
  reset(): void
  /** Keeps the text of an element equal to the count. Returns how to stop. */
  showIn(element: Element): () => void
}

function createCommits(): Commits {
  let commits = 0
  const elements = new Set<Element>()
  const show = () => {
    for (const element of elements) element.textContent = String(commits)
  }
  return {
    count() {
      commits++
      show()
    },
    reset() {
      commits = 0
      show()
    },
    showIn(element) {
      elements.add(element)
      show()
      return () => elements.delete(element)
    },
  }
}

export const reactCommits = createCommits()
export const vueCommits = createCommits()
