import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  HeadsetHeard,
  SoundDevice,
  SoundDevices,
  SoundEnd,
  SoundSettings,
} from '../../../shared/audio/sound-settings.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'

/** The desk's own part of the rep's sound: whether they look at it, and what came of trying it. */
export interface SoundDesk {
  readonly open: boolean
  /** Why the microphone is not open. */
  readonly trouble: Trouble | null
  /** Of the headset; null: not tried since the dialog was opened or something else was chosen. */
  readonly test: 'recording' | HeadsetHeard | null
}

export const soundAway: SoundDesk = { open: false, trouble: null, test: null }

/** Peaks of the open microphone, newest last; beside the desk's store, since they come ten times a second. */
export type MicrophoneLevel = StoreApi<{ readonly peaks: readonly number[] }>

/** Twenty seconds: more than the widest meter shows. */
const KEPT = 200

export function openMicrophoneLevel(): MicrophoneLevel {
  return createStore(() => ({ peaks: [] }))
}

export function heardPeak(level: MicrophoneLevel, peak: number): void {
  level.setState(({ peaks }) => ({ peaks: [...peaks, peak].slice(-KEPT) }))
}

export interface DeviceOption {
  readonly id: string
  readonly name: string
  readonly tag: string
}

/** No device has this id. */
const SYSTEM_DEFAULT = 'system'

/** What can be chosen for one end: the system's default first, and what has been chosen even while it is away. */
export function deviceOptions(end: SoundEnd, chosen: SoundDevice | null, devices: SoundDevices): DeviceOption[] {
  const there = devicesFor(end, devices)
  const using = devices.using[end]
  const options = there.map(({ deviceId, label }) => ({ id: deviceId, name: label, tag: '' }))
  const byDefault = { id: SYSTEM_DEFAULT, name: 'System default', tag: chosen ? '' : (using?.label ?? 'none') }
  const away = chosen && isAway(end, chosen, devices)
  return [byDefault, ...options, ...(away ? [{ id: chosen.deviceId, name: chosen.label, tag: 'not plugged in' }] : [])]
}

/** The option that is chosen: a device is known again by its label, whatever its id has become. */
export function optionChosen(end: SoundEnd, chosen: SoundDevice | null, devices: SoundDevices): string {
  if (!chosen) return SYSTEM_DEFAULT
  return isAway(end, chosen, devices) ? chosen.deviceId : (devices.using[end]?.deviceId ?? chosen.deviceId)
}

export function withDevice(settings: SoundSettings, end: SoundEnd, id: string, devices: SoundDevices): SoundSettings {
  const found = devicesFor(end, devices).find(({ deviceId }) => deviceId === id)
  return { ...settings, [end]: found ?? (id === SYSTEM_DEFAULT ? null : settings[end]) }
}

/** What is used for an end while the chosen device is away; null: the chosen one is there. */
export function insteadOf(end: SoundEnd, chosen: SoundDevice | null, devices: SoundDevices): string | null {
  if (!chosen || !isAway(end, chosen, devices)) return null
  return `Not plugged in. ${devices.using[end]?.label ?? 'Nothing'} is used until it is.`
}

export function headsetInWords(test: SoundDesk['test']): string {
  switch (test) {
    case null:
      return 'Says back to you what others hear.'
    case 'recording':
      return 'Say something: three seconds are recorded …'
    case 'well':
      return 'That is what others hear, and you should be hearing it now. If not, choose another speaker.'
    case 'nothing':
      return 'Nothing was heard. Is the headset muted, on its cable or its arm? Else choose another microphone.'
    case 'clipped':
      return 'Too loud: your voice is distorted. Move the microphone away from your mouth, or turn it down in the system.'
  }
}

function isAway(end: SoundEnd, chosen: SoundDevice, devices: SoundDevices): boolean {
  return !devicesFor(end, devices).some(({ label }) => label === chosen.label)
}

function devicesFor(end: SoundEnd, { microphones, speakers }: SoundDevices): readonly SoundDevice[] {
  return end === 'microphone' ? microphones : speakers
}
