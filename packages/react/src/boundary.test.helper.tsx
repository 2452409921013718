import { render } from '@testing-library/react'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { hearErrors } from './hearErrors.test.helper.ts'

/** Shows the message of what its children threw. */
class Boundary extends Component<{ children: ReactNode }> {
  static getDerivedStateFromError = ({ message }: Error) => ({ message })
  override state = { message: '' }
  override render = () => this.state.message || this.props.children
}

/** Renders a page, and the message of what it throws in its place. */
export function renderInBoundary(page: ReactNode) {
  // React 18 has no `onCaughtError`.
  hearErrors()
  return render(<Boundary>{page}</Boundary>, { onCaughtError() {} })
}

/** Shows the message of what its children threw on a button, which renders them again. */
export class RetryBoundary extends Component<{ children: ReactNode }> {
  static getDerivedStateFromError = ({ message }: Error) => ({ message })
  override state = { message: '' }
  override render = () =>
    this.state.message ? (
      <button onClick={() => this.setState({ message: '' })}>retry: {this.state.message}</button>
    ) : (
      this.props.children
    )
}
