import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import type { Desk, DeskStore } from '../frame/desk-store.ts'
import { isSameCheckInput, shownCheckInput } from './to-dial.ts'

/**
 * Keeps main's word on the call that the big button would make: asked anew when another call would be made, when the
 * contact or the line has changed, and with the minute, since hours open and close.
 */
export function keepCheck(bridge: DeskBridge, store: DeskStore): void {
  let asked: readonly unknown[] = []

  const look = (desk: Desk) => {
    const input = shownCheckInput(desk)
    if (!input || !desk.facts) {
      asked = []
      return
    }
    const { card, line, now } = desk.facts
    const about = [JSON.stringify(input), card, line.line, Math.floor(now / 60_000)]
    if (about.every((each, index) => each === asked[index])) return
    asked = about
    void bridge.request('call.check', input).then((answer) => {
      const current = shownCheckInput(store.getState())
      if (asked !== about || !current || !isSameCheckInput(current, input)) return
      store.setState({ checked: answer.ok ? { input, check: answer.value } : null })
    })
  }

  store.subscribe(look)
  look(store.getState())
}
