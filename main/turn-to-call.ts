import type { Call } from '../shared/call.ts'
import { callsOnDesk } from '../shared/call-on-desk.ts'
import type { CallId } from '../shared/ids.ts'
import { failed, ok, type Result } from '../shared/result.ts'
import type { House } from './house.ts'

/**
 * Whoever the rep talks to waits: microphone closed and ears shut at once, `held` once the far end has agreed. Nobody waits
 * for that agreement. Answers who it was; null: nobody. A call that is not answered yet cannot wait: `call-in-progress`.
 */
export async function letWait(house: House): Promise<Result<CallId | null>> {
  const { calls } = house
  const others = callsOnDesk(calls.all()).filter(({ holding }) => !holding)
  if (others.some(({ phase }) => phase !== 'talking')) return failed('call-in-progress')
  for (const other of others) {
    const waits = await hold(house, other)
    if (!waits.ok) return waits
  }
  return ok(others.at(-1)?.callId ?? null)
}

/** The rep talks in this call, which waits; whoever they talk to now waits instead. */
export async function turnTo(house: House, callId: CallId): Promise<Result<null>> {
  const { calls, exchange, sound } = house
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  if (call.phase !== 'talking' || !call.holding) return failed('move-refused')
  const waits = await letWait(house)
  if (!waits.ok) return waits
  const resumed = await exchange.hold(callId, false)
  if (!resumed.ok) return resumed
  const back = calls.move(callId, { kind: 'holdAsked', holding: false })
  if (!back) return failed('move-refused')
  void sound.command('call.listen', { callId, listening: true })
  return sound.command('microphone.mute', { callId, muted: back.muted })
}

async function hold(house: House, { callId }: Call): Promise<Result<null>> {
  const { calls, desk, exchange, sound } = house
  const closed = await sound.command('microphone.mute', { callId, muted: true })
  if (!closed.ok) return closed
  void sound.command('call.listen', { callId, listening: false })
  if (!calls.move(callId, { kind: 'holdAsked', holding: true })) return ok()
  void exchange.hold(callId, true).then((agreed) => {
    if (!agreed.ok && agreed.trouble.code === 'hold-refused') desk.notice(agreed.trouble)
  })
  return ok()
}
