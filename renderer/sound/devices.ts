import {
  deviceChosen,
  noDevices,
  usualSound,
  type SoundDevice,
  type SoundDevices,
  type SoundEnd,
  type SoundSettings,
} from '../../shared/audio/sound-settings.ts'
import { playFarEndOn } from './far-end-sound.ts'
import { chooseMicrophone } from './microphone.ts'
import { usualOutput, type Output } from './output.ts'
import { ringOn } from './ringer.ts'
import type { Room } from './room.ts'
import { playTonesOn } from './tones.ts'

/** The devices of this computer, and which of them the rep has chosen. */
export interface Devices {
  settings: SoundSettings
  known: SoundDevices
  /** Which one the system's default microphone is, as far as it tells; outputs follow the default by themselves. */
  systemMicrophone: string
  /** Where calls are heard. */
  speaker: Output
}

export function createDevices(): Devices {
  return { settings: usualSound, known: noDevices, systemMicrophone: '', speaker: usualOutput }
}

/** Follows devices that go and come, and what has been chosen; the room is told what is used. */
export async function followDevices(room: Room): Promise<void> {
  navigator.mediaDevices.addEventListener('devicechange', () => void lookAgain(room))
  await lookAgain(room)
}

export async function chooseDevices(room: Room, settings: SoundSettings): Promise<void> {
  room.devices.settings = settings
  await lookAgain(room)
}

async function lookAgain(room: Room): Promise<void> {
  const { devices } = room
  const listed = await navigator.mediaDevices.enumerateDevices()
  const [microphones, speakers] = [realOf(listed, 'audioinput'), realOf(listed, 'audiooutput')]
  // A ringer that is not chosen rings where the system plays everything; so does one that has gone.
  const using = (end: SoundEnd) => {
    const [kind, there] =
      end === 'microphone' ? (['audioinput', microphones] as const) : (['audiooutput', speakers] as const)
    return deviceChosen(devices.settings[end], there) ?? defaultOf(listed, kind)
  }
  const before = JSON.stringify(devices.known)
  devices.known = {
    microphones,
    speakers,
    using: { microphone: using('microphone'), speaker: using('speaker'), ringer: using('ringer') },
  }
  devices.systemMicrophone = keyOfDefaultMicrophone(listed)
  takeThem(room)
  if (JSON.stringify(devices.known) !== before) room.tell('devices.changed', devices.known)
}

function takeThem(room: Room): void {
  const { devices } = room
  const { settings, known } = devices
  const { echoCancellation, noiseSuppression, autoGainControl } = settings
  const sinkOf = (end: 'speaker' | 'ringer') => deviceChosen(settings[end], known.speakers)?.deviceId ?? ''
  const deviceId = chosenMicrophone(devices)
  chooseMicrophone(room.microphone, {
    deviceId,
    systemDefault: deviceId === null ? devices.systemMicrophone : '',
    echoCancellation,
    noiseSuppression,
    autoGainControl,
  })
  devices.speaker = { sinkId: sinkOf('speaker'), volume: settings.speakerVolume }
  for (const { farEnd } of room.calls.values()) playFarEndOn(farEnd, devices.speaker)
  playTonesOn(room.tones, devices.speaker)
  ringOn(room.ringer, { ringing: sinkOf('ringer'), waiting: devices.speaker.sinkId })
}

/** The id of the chosen microphone, if it is there; null: the system's default. */
export function chosenMicrophone({ settings, known }: Devices): string | null {
  return deviceChosen(settings.microphone, known.microphones)?.deviceId ?? null
}

/** Chromium lists the defaults beside the devices that they are. */
const aliases = ['default', 'communications']

function realOf(listed: readonly MediaDeviceInfo[], kind: MediaDeviceKind): SoundDevice[] {
  return listed
    .filter((device) => device.kind === kind && device.label !== '' && !aliases.includes(device.deviceId))
    .map(({ deviceId, label }) => ({ deviceId, label: shortLabel(label) }))
}

/** The device behind the default where the system tells, else the default by its own name. */
function defaultOf(listed: readonly MediaDeviceInfo[], kind: MediaDeviceKind): SoundDevice | null {
  const ofKind = listed.filter((device) => device.kind === kind)
  const alias = ofKind.find(({ deviceId }) => deviceId === 'default')
  const real = ofKind.filter(({ deviceId }) => !aliases.includes(deviceId))
  const behind = real.find(({ groupId, label }) => groupId === alias?.groupId && alias.label.endsWith(label))
  const found = behind ?? alias ?? real[0]
  return found && found.label !== '' ? { deviceId: found.deviceId, label: shortLabel(found.label) } : null
}

function keyOfDefaultMicrophone(listed: readonly MediaDeviceInfo[]): string {
  const alias = listed.find((device) => device.kind === 'audioinput' && device.deviceId === 'default')
  return alias ? `${alias.groupId} ${alias.label}` : ''
}

/** A device may call itself what it likes; longer than this is told to nobody. */
function shortLabel(label: string): string {
  return label.slice(0, 300)
}
