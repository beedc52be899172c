import { beforeEach, expect, test } from 'vitest'
import type { FactName } from '../../../shared/contract/bridge.ts'
import type { SoundState } from '../../../shared/contract/sound-bridge.ts'
import { noDevices, usualSound, type SoundDevices } from '../../../shared/audio/sound-settings.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { ok } from '../../../shared/result.ts'
import type { AppContext } from '../../../main/app-context.ts'
import {
  chooseSound,
  closeSoundCheck,
  devicesChanged,
  openSoundCheck,
  openSoundChoice,
  rememberedOnly,
  soundRoomBegins,
  soundState,
  tellMicrophoneTrouble,
} from '../../../main/audio/sound-choice.ts'
import { handMadeApp, ownLine } from '../../support/hand-made-app.ts'
import { monday } from '../../support/temporary-archive.ts'

let app: AppContext
let commands: { name: string; input: unknown }[]
let told: SoundState[]
let notices: (Trouble | null)[]

beforeEach(() => {
  commands = []
  told = []
  notices = []
  app = Object.assign(handMadeApp({ line: ownLine, now: () => monday }).app, {
    announce: () => {},
    quiet: { on: false },
    sound: { command: (name: string, input: unknown) => (commands.push({ name, input }), Promise.resolve(ok())) },
    soundChoice: openSoundChoice(rememberedOnly()),
  })
  Object.assign(app.desk, {
    notice: (trouble: Trouble | null) => notices.push(trouble),
    changed(...facts: FactName[]) {
      if (facts.includes('sound')) told.push(soundState(app.soundChoice))
    },
  })
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
  await chooseSound(app, settings)
  expect(told.at(-1)).toEqual({ settings, devices: noDevices })
  void soundRoomBegins(app)
  expect(commands).toEqual([
    { name: 'devices.use', input: settings },
    { name: 'ring.set', input: { ring: null, volume: 0.2 } },
    { name: 'devices.use', input: settings },
  ])
})

test('a headset that goes is told to the rep, and a sound room that begins anew is no news', () => {
  devicesChanged(app, devices(headset, laptop))
  devicesChanged(app, devices(headset, laptop))
  expect(notices).toEqual([])
  devicesChanged(app, devices(laptop))
  expect(notices).toMatchObject([{ code: 'device-gone', about: { name: 'Headset' } }])
  expect(told.at(-1)?.devices).toEqual(devices(laptop))
})

test.for([
  { there: [], speakers: [laptop], isRefused: false, says: ['microphone-missing'] },
  { there: [], speakers: [], isRefused: false, says: [] },
  { there: [headset], speakers: [laptop], isRefused: true, says: ['microphone-refused'] },
  { there: [headset], speakers: [laptop], isRefused: false, says: [] },
])(
  'a microphone that is missing or refused is told at the start, unless none is named at all: $says',
  async ({ there, speakers, isRefused, says }) => {
    app.soundChoice.devices = { ...noDevices, microphones: there, speakers }
    await tellMicrophoneTrouble(Object.assign(app, { isMicrophoneRefused: () => isRefused }))
    expect(notices.map((trouble) => trouble?.code)).toEqual(says)
    expect(commands.map(({ name }) => name)).toEqual(['devices.use'])
  },
)

test('the microphone that was opened for a look is closed once', async () => {
  closeSoundCheck(app)
  await openSoundCheck(app)
  closeSoundCheck(app)
  closeSoundCheck(app)
  expect(commands.map(({ name }) => name)).toEqual(['check.open', 'check.close'])
})
