import { onMounted, onUnmounted, ref, watch } from 'vue'
import { useRoute } from 'vitepress'

export type Framework = 'react' | 'vue'

/** What the reader has chosen. Everything but a script in the head of the page asks here. */
export const chosenFramework = ref<Framework>('react')

/** Chooses a framework for all pages. */
export function chooseFramework(framework: Framework): void {
  chosenFramework.value = framework
  document.documentElement.dataset.framework = framework
  try {
    localStorage.setItem('framework', framework)
  } catch {
    // A storage that is forbidden: the choice holds until the page is left.
  }
  follow()
}

/** Lets the tabs of all code groups choose, and follow. */
export function useTabs(): void {
  const route = useRoute()
  onMounted(() => {
    chosenFramework.value = document.documentElement.dataset.framework === 'vue' ? 'vue' : 'react'
    follow()
    document.addEventListener('change', change)
  })
  onUnmounted(() => document.removeEventListener('change', change))
  watch(() => route.path, follow, { flush: 'post' })
}

function change({ target }: Event) {
  if (!(target instanceof HTMLInputElement) || !target.closest('.frameworks')) return
  const framework = frameworkOf(target)
  if (!framework) return
  // Groups above this one may become higher or lower. It stays where it is on the screen.
  const top = target.getBoundingClientRect().top
  chooseFramework(framework)
  window.scrollBy({ top: target.getBoundingClientRect().top - top, behavior: 'instant' })
}

/** Makes the page show the choice: the tabs, and what code imports from the packages. */
function follow() {
  for (const name of document.querySelectorAll('[data-adapter]')) name.textContent = chosenFramework.value
  for (const input of document.querySelectorAll<HTMLInputElement>('.frameworks .tabs input'))
    if (frameworkOf(input) === chosenFramework.value) input.checked = true
}

function frameworkOf(input: HTMLInputElement): Framework | undefined {
  const title = input.nextElementSibling?.getAttribute('data-title')
  return title === 'React' ? 'react' : title === 'Vue' ? 'vue' : undefined
}
