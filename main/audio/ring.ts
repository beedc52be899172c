import { callsOnDesk } from '../../shared/call/call-on-desk.ts'
import { ringingHere } from '../../shared/call/call-on-desk.ts'
import type { AppContext } from '../app-context.ts'
import { ringingCalls } from './ringing-calls.ts'

/** What is heard and said of the calls that ring here now: the ringer, or a quiet beep in the ear of a rep who talks. */
export function ring(app: AppContext): void {
  const { calls, desk, quiet, sound, soundChoice } = app
  const rings = ringingHere(calls.all()).length > 0 && !quiet.on
  const isInCall = callsOnDesk(calls.all()).length > 0
  const volume = soundChoice.kept.get().ringerVolume
  void sound.command('ring.set', { ring: rings ? (isInCall ? 'waiting' : 'ringing') : null, volume })
  app.announce(rings ? ringingCalls(app) : [])
  desk.changed('incoming')
}
