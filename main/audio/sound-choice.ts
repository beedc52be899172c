import type { SoundState } from '../../shared/contract/sound-bridge.ts'
import { deviceNews } from '../../shared/audio/device-news.ts'
import { ok, type Result } from '../../shared/result.ts'
import {
  noDevices,
  usualSound,
  type HeadsetHeard,
  type SoundDevices,
  type SoundSettings,
} from '../../shared/audio/sound-settings.ts'
import type { AppContext } from '../app-context.ts'
import { ring } from './ring.ts'

/** Where the rep's choice is remembered: it is this computer's, not the archive's. */
export interface KeptSound {
  get(): SoundSettings
  set(settings: SoundSettings): void
}

/** Forgotten when Afterbeep is closed. */
export function rememberedOnly(): KeptSound {
  let kept = usualSound
  return { get: () => kept, set: (settings) => void (kept = settings) }
}

/** Microphone, speaker and ringer: what has been chosen, and what the sound room last said there is. */
export interface SoundChoice {
  readonly kept: KeptSound
  devices: SoundDevices
  /** The rep looks at their sound: the microphone is open for that. */
  checking: boolean
}

export function openSoundChoice(kept: KeptSound): SoundChoice {
  return { kept, devices: noDevices, checking: false }
}

export function soundState({ kept, devices }: SoundChoice): SoundState {
  return { settings: kept.get(), devices }
}

/** A sound room begins, with the system's defaults: it is told before anything else, and looks at what there is. */
export async function soundRoomBegins({
  sound,
  soundChoice,
}: Pick<AppContext, 'sound' | 'soundChoice'>): Promise<Result<null>> {
  soundChoice.checking = false
  return sound.command('devices.use', soundChoice.kept.get())
}

/**
 * A microphone that the system refuses, or that is not there, is told when Afterbeep starts, and not by the first call that fails.
 * It is not opened for that: a headset would change its sound, and a light would go on.
 */
export async function tellMicrophoneTrouble(
  app: Pick<AppContext, 'desk' | 'isMicrophoneRefused' | 'sound' | 'soundChoice'>,
): Promise<void> {
  const begun = await soundRoomBegins(app)
  // Where the system hides its microphones it names no speaker either: then nobody knows that there is none.
  const { microphones, speakers } = app.soundChoice.devices
  if (app.isMicrophoneRefused()) app.desk.notice({ code: 'microphone-refused', about: {} })
  else if (begun.ok && microphones.length === 0 && speakers.length > 0) {
    app.desk.notice({ code: 'microphone-missing', about: {} })
  }
}

export async function chooseSound(app: AppContext, settings: SoundSettings): Promise<Result<null>> {
  const { desk, sound, soundChoice } = app
  soundChoice.kept.set(settings)
  desk.changed('sound')
  const used = await sound.command('devices.use', settings)
  // What rings now gets louder or softer at once.
  ring(app)
  return used
}

/** A device went or came, or another one is used. */
export function devicesChanged(
  { desk, soundChoice }: Pick<AppContext, 'desk' | 'soundChoice'>,
  devices: SoundDevices,
): void {
  const news = deviceNews(soundChoice.devices, devices, soundChoice.kept.get())
  soundChoice.devices = devices
  desk.changed('sound')
  if (news) desk.notice(news)
}

/** Fails with `microphone-*`. */
export async function openSoundCheck({
  sound,
  soundChoice,
}: Pick<AppContext, 'sound' | 'soundChoice'>): Promise<Result<null>> {
  soundChoice.checking = true
  return sound.command('check.open', {})
}

/** The rep has seen enough, or the desk has gone. */
export function closeSoundCheck({ sound, soundChoice }: Pick<AppContext, 'sound' | 'soundChoice'>): Result<null> {
  if (!soundChoice.checking) return ok()
  soundChoice.checking = false
  void sound.command('check.close', {})
  return ok()
}

export function testHeadset({ sound }: Pick<AppContext, 'sound'>): Promise<Result<HeadsetHeard>> {
  return sound.command('check.headset', {})
}
