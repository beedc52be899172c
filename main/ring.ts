import { callsOnDesk } from '../shared/call.ts'
import { ringingHere } from '../shared/call-on-desk.ts'
import type { House } from './house.ts'

/** Half as loud as the ringer goes, until the rep chooses. */
const VOLUME = 0.5

/** What is heard of the calls that ring here now: the ringer, or a quiet beep in the ear of a rep who is in a call. */
export function ring({ calls, desk, quiet, sound }: House): void {
  const rings = ringingHere(calls.all()).length > 0 && !quiet.on
  const isInCall = callsOnDesk(calls.all()).length > 0
  void sound.command('ring.set', { ring: rings ? (isInCall ? 'waiting' : 'ringing') : null, volume: VOLUME })
  desk.incomingChanged()
}
