import { callsOnDesk } from '../shared/call.ts'
import { ringingHere } from '../shared/call-on-desk.ts'
import type { House } from './house.ts'
import { ringingCalls } from './ringing-calls.ts'

/** Half as loud as the ringer goes, until the rep chooses. */
const VOLUME = 0.5

/** What is heard and said of the calls that ring here now: the ringer, or a quiet beep in the ear of a rep who talks. */
export function ring(house: House): void {
  const { calls, desk, quiet, sound } = house
  const rings = ringingHere(calls.all()).length > 0 && !quiet.on
  const isInCall = callsOnDesk(calls.all()).length > 0
  void sound.command('ring.set', { ring: rings ? (isInCall ? 'waiting' : 'ringing') : null, volume: VOLUME })
  house.announce(rings ? ringingCalls(house) : [])
  desk.incomingChanged()
}
