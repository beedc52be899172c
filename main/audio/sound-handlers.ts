import type { RequestName } from '../../shared/contract/bridge.ts'
import type { deviceSoundEvents, soundRequests } from '../../shared/contract/sound-bridge.ts'
import type { Handlers } from '../handlers.ts'
import type { House } from '../app-context.ts'
import type { SoundListeners } from '../shell/ipc.ts'
import { chooseSound, closeSoundCheck, devicesChanged, openSoundCheck, testHeadset } from './sound-choice.ts'

type SoundRequest = RequestName & keyof typeof soundRequests

/** The lines of handlers.ts for microphone, speaker and ringer. */
export function soundHandlers(house: House): Pick<Handlers, SoundRequest> {
  return {
    'sound.open': () => openSoundCheck(house),
    'sound.close': () => closeSoundCheck(house),
    'sound.choose': (settings) => chooseSound(house, settings),
    'sound.testHeadset': () => testHeadset(house),
    'sound.testRinger': () => house.sound.command('check.ringer', {}),
  }
}

/** What the sound room tells of its devices. */
export function deviceListeners(house: House): Pick<SoundListeners, keyof typeof deviceSoundEvents> {
  return {
    'devices.changed': (devices) => devicesChanged(house, devices),
    'check.level': (level) => house.soundChoice.tellDesk('sound.level', level),
  }
}
