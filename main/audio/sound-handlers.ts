import type { RequestName, Handlers, SoundListeners } from '../../shared/contract/bridge.ts'
import type { deviceSoundEvents, soundRequests } from '../../shared/contract/sound-bridge.ts'
import type { AppContext } from '../app-context.ts'
import { chooseSound, closeSoundCheck, devicesChanged, openSoundCheck, testHeadset } from './sound-choice.ts'

type SoundRequest = RequestName & keyof typeof soundRequests

/** The lines of handlers.ts for microphone, speaker and ringer. */
export function soundHandlers(app: AppContext): Pick<Handlers, SoundRequest> {
  return {
    'sound.open': () => openSoundCheck(app),
    'sound.close': () => closeSoundCheck(app),
    'sound.choose': (settings) => chooseSound(app, settings),
    'sound.testHeadset': () => testHeadset(app),
    'sound.testRinger': () => app.sound.command('check.ringer', {}),
  }
}

/** What the sound room tells of its devices. */
export function deviceListeners(app: AppContext): Pick<SoundListeners, keyof typeof deviceSoundEvents> {
  return {
    'devices.changed': (devices) => devicesChanged(app, devices),
    'check.level': (level) => app.desk.tell('sound.level', level),
  }
}
