import { describe, expect, it } from 'vitest'
import { createAnnouncementEar, mostWords } from '../../../renderer/sound/announcement.ts'
import { decodeMuLaw, encodeMuLaw } from '../../../shared/audio/g711.ts'
import { babble } from '../../bench/beep/babble.ts'
import { createRandom } from '../../bench/beep/random.ts'
import { addNoise, join, losePackets, scale, silence } from '../../bench/beep/sound.ts'

const said = (name: string, seconds = 7) => babble(seconds, 8000, createRandom(name))

/** The announcement as it comes through another call: later, softer, in G.711, over noise, with packets lost. */
function again(announcement: Float32Array, seed: string): Float32Array {
  const samples = join([silence(8000, 0.73), scale(announcement, 0.3), silence(8000, 2)])
  const random = createRandom(seed)
  addNoise(samples, 'white', -60, random)
  losePackets(samples, 8000, 0.02, random)
  const coded = decodeMuLaw(encodeMuLaw(Int16Array.from(samples, (sample) => Math.round(sample * 32767))))
  return Float32Array.from(coded, (sample) => sample / 32768)
}

function learn(samples: Float32Array): Uint32Array {
  const ear = createAnnouncementEar<string>()
  for (const sample of samples) ear.push(sample)
  return Uint32Array.from(ear.words()!)
}

/** Which announcement is recognised first, and how many seconds into the sound. */
function recognise(samples: Float32Array, known: Record<string, Uint32Array>): { id: string; at: number } | null {
  const ear = createAnnouncementEar<string>()
  ear.known = Object.entries(known).map(([announcementId, words]) => ({ announcementId, words }))
  for (const [at, sample] of samples.entries()) {
    const id = ear.push(sample)
    if (id) return { id, at: at / 8000 }
  }
  return null
}

describe('an announcement that was heard once', { timeout: 20_000 }, () => {
  const known = { google: learn(said('google')), apple: learn(said('apple')), carrier: learn(said('carrier')) }

  it.each(Object.keys(known))('(%s) is recognised within four seconds of its start in another call', (name) => {
    const heard = recognise(again(said(name), `${name} again`), known)
    expect(heard?.id).toBe(name)
    expect(heard!.at - 0.73).toBeLessThan(4)
  })

  it('is not taken for another one, nor for talk', () => {
    const { carrier: _, ...others } = known
    expect(recognise(again(said('carrier'), 'other'), others)).toBeNull()
    for (let i = 0; i < 3; i++) expect(recognise(said(`talk ${i}`, 20), known)).toBeNull()
  })

  it('is not heard in silence, however silent both are', () => {
    expect(recognise(silence(8000, 20), known)).toBeNull()
    const mostlyQuiet = join([said('short', 2), silence(8000, 5)])
    expect(recognise(join([said('another', 1), silence(8000, 8)]), { quiet: learn(mostlyQuiet) })).toBeNull()
  })

  it('is kept from its first sound, for six seconds at most', () => {
    const ear = createAnnouncementEar<string>()
    for (const sample of silence(8000, 3)) ear.push(sample)
    for (const sample of said('long', 1)) ear.push(sample)
    expect(ear.words()).toBeUndefined()
    for (const sample of said('long', 9)) ear.push(sample)
    expect(ear.full).toBe(true)
    expect(ear.words()).toHaveLength(mostWords)
    expect(ear.words()![0]).not.toBe(0)
  })
})
