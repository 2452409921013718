import { cleanup, render } from '@testing-library/vue'
import { h, KeepAlive, shallowRef, Suspense, version } from 'vue'
import type { Component } from 'vue'
import { livesContract } from '../../../contract/lives/lives.ts'
import type { LivingPart, Part } from '../../../contract/lives/part.ts'
import { stopClock } from '../../../contract/stage.ts'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'
import { vue } from './adapter.test.helper.ts'
import { useEventSource } from './useEventSource.ts'
import { useEventState } from './useEventState.ts'
import { useServerEvent } from './useServerEvent.ts'
import { useSuspenseEventSource } from './useSuspenseEventSource.ts'

stopClock(cleanup)

type Props = Pick<Part, 'source' | 'options'> & { part: Part }

/** What a view with this data shows. */
const numbersOf = (data: unknown) => (data === undefined ? [] : [Number(data)])

/** The setup of the component of a part, which returns its render function. */
const setups: Record<Part['kind'], (props: Props) => (() => void) | Promise<() => void>> = {
  view(props) {
    const { data, source } = useEventSource(
      () => props.source,
      () => props.options,
    )
    return () => props.part.shows(numbersOf(data.value), source.value)
  },
  status(props) {
    const { status, source } = useEventSource(
      () => props.source,
      () => props.options,
    )
    return () => props.part.shows([], status.value && source.value)
  },
  listener(props) {
    const { listener } = props.part
    useServerEvent(
      () => props.source,
      'note',
      listener,
      () => props.options as object,
    )
    return () => props.part.shows([])
  },
  state(props) {
    const numbers = useEventState(
      () => props.source,
      [] as readonly number[],
      props.part.reducers,
      () => props.options as object,
    )
    return () => props.part.shows(numbers.value)
  },
  async waiting(props) {
    const { data } = await useSuspenseEventSource(
      () => props.source,
      () => props.options,
    )
    return () => props.part.shows(numbersOf(data.value))
  },
}

const components = Object.fromEntries(
  Object.entries(setups).map(([kind, setup]): [string, Component] => [
    kind,
    { props: ['part', 'source', 'options'], setup: setup as never },
  ]),
)

/** Vue 3.3 fails when a Suspense that is hidden before it has resolved is shown again (vuejs/core#8121). */
const canHideWhatWaits = !version.startsWith('3.3.')

function renderPlace(part: LivingPart) {
  const { kind, source, options, commits } = part
  const living = () => h(components[kind]!, { part, source, options })
  const shown = kind === 'waiting' ? () => h(Suspense, living) : living
  const waits = kind === 'waiting' && commits === 0
  const isHidden = part.isHidden && (canHideWhatWaits || !waits)
  return h(KeepAlive, { key: part.id }, () => (isHidden ? h('i') : shown()))
}

livesContract({
  settle: vue.settle,
  mountPage() {
    // Vue says at the first use that Suspense is experimental.
    hearWarnings('info')
    const shown = shallowRef<readonly (LivingPart | null)[]>([])
    render({
      render: () =>
        h(
          'p',
          shown.value.map((part) => part && renderPlace(part)),
        ),
    })
    // The library would keep each page until the end of the test.
    return { show: (parts) => void (shown.value = [...parts]), unmount: cleanup }
  },
})
