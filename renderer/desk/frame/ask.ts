import type { StoreApi } from 'zustand/vanilla'
import type { DeskBridge, RequestInput, RequestName, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { Result } from '../../../shared/result.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'

/**
 * Asks main for something, about a call or a contact ('' where it is about nothing in particular). A second press of the same
 * button while the first is on its way says nothing new: null.
 */
export type Ask = <K extends RequestName>(
  name: K,
  about: string,
  input: RequestInput<K>,
) => Promise<Result<RequestOutput<K>> | null>

/** Which requests are on their way, as a store shows it. */
export interface Presses {
  isDown(name: RequestName, about: string): boolean
  down(name: RequestName, about: string): void
  /** Main has answered; null: it did what it was asked. */
  up(name: RequestName, about: string, trouble: Trouble | null): void
}

export function makeAsk(bridge: DeskBridge, presses: Presses): Ask {
  return async (name, about, input) => {
    if (presses.isDown(name, about)) return null
    presses.down(name, about)
    const answer = await bridge.request(name, input)
    presses.up(name, about, answer.ok ? null : answer.trouble)
    return answer
  }
}

/** A room of the desk with a store of its own. */
interface RoomDesk {
  /** The requests that main has not answered yet. */
  readonly asked: readonly RequestName[]
  readonly refusal: Trouble | null
}

export type RoomAsk = <K extends RequestName>(
  name: K,
  input: RequestInput<K>,
) => Promise<Result<RequestOutput<K>> | null>

/** @param cleared what else goes with the next thing that the rep does in the room. */
export function makeRoomAsk<Room extends RoomDesk>(
  bridge: DeskBridge,
  { getState, setState }: StoreApi<Room>,
  cleared: Partial<Room> = {},
): RoomAsk {
  const change = (changed: Partial<RoomDesk>) => setState((before) => ({ ...before, ...changed }))
  const ask = makeAsk(bridge, {
    isDown: (name) => getState().asked.includes(name),
    down(name) {
      setState((before) => ({ ...before, ...cleared }))
      change({ asked: [...getState().asked, name], refusal: null })
    },
    up(name, _, trouble) {
      const { asked, refusal } = getState()
      change({ asked: asked.filter((other) => other !== name), refusal: trouble ?? refusal })
    },
  })
  return (name, input) => ask(name, '', input)
}
