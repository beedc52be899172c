import { describe, expect, it } from 'vitest'
import { deviceNews } from '../../../shared/audio/device-news.ts'
import { noDevices, usualSound, type SoundDevice, type SoundDevices } from '../../../shared/audio/sound-settings.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'

const headset: SoundDevice = { deviceId: 'h', label: 'Headset' }
const laptop: SoundDevice = { deviceId: 'l', label: 'Laptop' }
const byName = { deviceId: 'default', label: 'Default' }

/** Everything goes through the first device there is, unless said otherwise. */
function devices(there: SoundDevice[], using: Partial<SoundDevices['using']> = {}): SoundDevices {
  const first = there[0] ?? null
  return { microphones: there, speakers: there, using: { microphone: first, speaker: first, ringer: first, ...using } }
}

const said = (...given: Parameters<typeof deviceNews>) => {
  const news = deviceNews(...given)
  return news && sentenceFor(news)
}
const chosen = { ...usualSound, microphone: headset, speaker: headset }

describe('what the rep is told of their devices', () => {
  it('a headset that goes is one sentence, with what is used instead', () => {
    const before = devices([headset, laptop], { ringer: laptop })
    expect(said(before, devices([laptop]), chosen)).toBe(
      '“Headset” is gone: Afterbeep goes on with “Laptop” as microphone and speaker. Plug it in again, and it is used again.',
    )
  })

  it('each end is named where they go on with different devices', () => {
    const now = devices([laptop], { speaker: { deviceId: 'm', label: 'Monitor' }, ringer: laptop })
    expect(said(devices([headset, laptop]), now, chosen)).toContain(
      '“Laptop” as microphone, “Monitor” as speaker and “Laptop” as ringer.',
    )
  })

  it('where nothing is left, it says what is missing', () => {
    expect(said(devices([headset]), devices([]), chosen)).toBe(
      '“Headset” is gone, and there is no other microphone or speaker or ringer. Plug one in: it is used at once.',
    )
  })

  it('a chosen device that comes back is said', () => {
    expect(said(devices([laptop]), devices([headset, laptop]), chosen)).toBe('“Headset” is back, and in use again.')
  })

  it('nothing is said at the start, of devices that are not used, of a choice, and of a default without a name', () => {
    expect(said(noDevices, devices([headset, laptop]), chosen)).toBeNull()
    expect(said(devices([laptop, headset]), devices([laptop]), usualSound)).toBeNull()
    const both = [headset, laptop]
    expect(said(devices(both), devices(both, { microphone: laptop }), usualSound)).toBeNull()
    const unnamed = { microphone: byName, speaker: byName, ringer: byName }
    expect(said(devices(both, unnamed), devices([laptop], unnamed), usualSound)).toBeNull()
  })
})
