import { Component, type ReactNode } from 'react'

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
        <p>The desk could not be drawn. Your calls go on, and nothing is lost.</p>
        <button type="button" onClick={() => location.reload()}>
          Draw the desk again
        </button>
      </main>
    )
  }
}
