import { Component, type ReactNode } from 'react'
import { Action } from './action.tsx'

/**
 * Where a bug in the drawing of the desk is caught. The calls are in main and go on; the rep draws the desk anew.
 * React knows error boundaries as classes only.
 */
export class DrawingAgain extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <main className="opening" role="alert">
        <h1>The desk could not be drawn</h1>
        <p>Your calls go on, and nothing is lost.</p>
        <Action tone="primary" onPress={() => location.reload()}>
          Draw the desk again
        </Action>
      </main>
    )
  }
}
