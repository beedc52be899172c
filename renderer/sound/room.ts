import type { SoundBridge } from '../../shared/contract/bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import type { LearnedAnnouncement } from './announcement.ts'
import { openContexts, type CallContexts } from './call-contexts.ts'
import type { ServerMemory } from './candidates.ts'
import type { CallSound } from './call-sound.ts'
import { chosenMicrophone, createDevices, followDevices, type Devices } from './devices.ts'
import { createHeadsetCheck, type HeadsetCheck } from './headset-check.ts'
import { createLevels, type Levels } from './levels.ts'
import { createMicrophone, type Microphone } from './microphone.ts'
import { createRecordings, type Recordings } from './recordings.ts'
import { createRinger, type Ringer } from './ringer.ts'
import { createTakes, type Takes } from './takes.ts'
import { createTones, type Tones } from './tones.ts'

/** Everything the sound room owns. */
export interface Room {
  readonly tell: SoundBridge['tell']
  /** Recordings are played into calls and beeps listened for in these; they sleep while there is no call. */
  readonly contexts: CallContexts
  readonly microphone: Microphone
  readonly devices: Devices
  readonly check: HeadsetCheck
  readonly servers: ServerMemory
  readonly recordings: Recordings
  readonly tones: Tones
  readonly ringer: Ringer
  readonly levels: Levels
  readonly calls: Map<CallId, CallSound>
  readonly takes: Takes
  /** Announcements of call screeners that are listened for. */
  screeners: readonly LearnedAnnouncement<CallId>[]
}

export async function openRoom(bridge: SoundBridge): Promise<Room> {
  const tell: SoundBridge['tell'] = (name, event) => bridge.tell(name, event)
  const calls = new Map<CallId, CallSound>()
  const contexts = await openContexts()
  const devices = createDevices()
  const room: Room = {
    tell,
    contexts,
    microphone: createMicrophone(),
    devices,
    check: createHeadsetCheck(),
    servers: new Map(),
    recordings: createRecordings(contexts.current.sampleRate),
    tones: createTones(),
    ringer: createRinger(),
    levels: createLevels((levels) => tell('levels.changed', levels)),
    calls,
    takes: createTakes(tell, () => chosenMicrophone(devices)),
    screeners: [],
  }
  // Not waited for: listing the devices may take its time, and the system's defaults will do meanwhile.
  void followDevices(room)
  return room
}
