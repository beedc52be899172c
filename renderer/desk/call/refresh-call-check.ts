import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import type { Desk, DeskStore } from '../frame/desk-store.ts'
import { isSameWish, wishToCheck } from './to-dial.ts'

/**
 * Keeps main's word on the call that the big button would make: asked anew when another call would be made, when the
 * contact or the line has changed, and with the minute, since hours open and close.
 */
export function keepCheck(bridge: DeskBridge, store: DeskStore): void {
  let asked: readonly unknown[] = []

  const look = (desk: Desk) => {
    const wish = wishToCheck(desk)
    if (!wish || !desk.facts) {
      asked = []
      return
    }
    const { card, line, now } = desk.facts
    const about = [JSON.stringify(wish), card, line.line, Math.floor(now / 60_000)]
    if (about.every((each, index) => each === asked[index])) return
    asked = about
    void bridge.request('call.check', wish).then((answer) => {
      const current = wishToCheck(store.getState())
      if (asked !== about || !current || !isSameWish(current, wish)) return
      store.setState({ checked: answer.ok ? { wish, check: answer.value } : null })
    })
  }

  store.subscribe(look)
  look(store.getState())
}
