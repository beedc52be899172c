import { beforeEach, expect, test } from 'vitest'
import type { DeskEvent } from '../../../shared/contract/bridge.ts'
import { noDevices, usualSound, type SoundDevices } from '../../../shared/audio/sound-settings.ts'
import type { Trouble } from '../../../shared/trouble.ts'
import { ok } from '../../../shared/result.ts'
import type { House } from '../../../main/app-context.ts'
import {
  chooseSound,
  closeSoundCheck,
  devicesChanged,
  openSoundCheck,
  openSoundChoice,
  rememberedOnly,
  soundRoomBegins,
} from '../../../main/audio/sound-choice.ts'
import { handMadeHouse, ownLine } from '../../support/hand-made-house.ts'
import { monday } from '../../support/temporary-archive.ts'

let house: House
let commands: { name: string; input: unknown }[]
let told: DeskEvent<'sound.changed'>[]
let notices: (Trouble | null)[]

beforeEach(() => {
  commands = []
  told = []
  notices = []
  house = Object.assign(handMadeHouse({ line: ownLine, now: () => monday }).house, {
    announce: () => {},
    quiet: { on: false },
    sound: { command: (name: string, input: unknown) => (commands.push({ name, input }), Promise.resolve(ok())) },
    soundChoice: openSoundChoice(rememberedOnly(), (name, state) => {
      if (name === 'sound.changed') told.push(state as DeskEvent<'sound.changed'>)
    }),
  })
  Object.assign(house.desk, { notice: (trouble: Trouble | null) => notices.push(trouble), incomingChanged: () => {} })
})

const headset = { deviceId: 'h', label: 'Headset' }
const laptop = { deviceId: 'l', label: 'Laptop' }
const devices = (...there: (typeof headset)[]): SoundDevices => ({
  microphones: there,
  speakers: there,
  using: { microphone: there[0]!, speaker: there[0]!, ringer: there[0]! },
})

test('what is chosen is used at once, by the ringer too, and told to every sound room that begins', async () => {
  const settings = { ...usualSound, microphone: headset, ringerVolume: 0.2 }
  await chooseSound(house, settings)
  expect(told.at(-1)).toEqual({ settings, devices: noDevices })
  soundRoomBegins(house)
  expect(commands).toEqual([
    { name: 'devices.use', input: settings },
    { name: 'ring.set', input: { ring: null, volume: 0.2 } },
    { name: 'devices.use', input: settings },
  ])
})

test('a headset that goes is told to the rep, and a sound room that begins anew is no news', () => {
  devicesChanged(house, devices(headset, laptop))
  devicesChanged(house, devices(headset, laptop))
  expect(notices).toEqual([])
  devicesChanged(house, devices(laptop))
  expect(notices).toMatchObject([{ code: 'device-gone', about: { name: 'Headset' } }])
  expect(told.at(-1)?.devices).toEqual(devices(laptop))
})

test('the microphone that was opened for a look is closed once', async () => {
  closeSoundCheck(house)
  await openSoundCheck(house)
  closeSoundCheck(house)
  closeSoundCheck(house)
  expect(commands.map(({ name }) => name)).toEqual(['check.open', 'check.close'])
})
