import { watch, type AnySource } from './watched.ts'

/**
 * Shows the stream of an answer in the bar, as soon as there is one: where a page that is loaded
 * again asks whether there is an answer to read on, there may be none.
 */
export function watchAnswer(name: string, source: AnySource): void {
  const leave = source.subscribe(() => {
    const { status } = source.getSnapshot()
    if (status === 'connecting') return
    leave()
    if (status !== 'closed') watch({ name, source, canClose: true, closed: 'The answer has ended' })
  })
}
