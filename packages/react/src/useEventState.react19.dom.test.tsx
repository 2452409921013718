import { cleanup, render } from '@testing-library/react'
import { Activity } from 'react'
import type { Hooks } from '../../../contract/adapter.ts'
import { hidingContract } from '../../../contract/hiding.ts'
import { stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { useEventState } from './useEventState.ts'

stopClock(cleanup)

hidingContract((...args) => {
  const Total = () => <>{`${(useEventState as Hooks['useEventState'])(...args)}`}</>
  const page = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <b>
        <Total />
      </b>
    </Activity>
  )
  const { container, rerender } = render(page('visible'))
  return {
    get text() {
      return container.textContent
    },
    setShown: async (isShown) => rerender(page(isShown ? 'visible' : 'hidden')),
  }
}, tell)
