import { describe, expect, it } from 'vitest'
import { meaningOf, type BeepInItsPlace, type BeepMeaning } from '../../../renderer/sound/mailbox-beep.ts'
import { isBusy, mayRing } from '../../../renderer/sound/national-tones.ts'
import { isNetworkPair } from '../../../renderer/sound/tone-vetoes.ts'

const said = (seconds: number, gap = 0.5) => [{ from: 10 - gap - seconds, to: 10 - gap, seconds }]
const beep: BeepInItsPlace = {
  from: 10,
  to: 10.4,
  frequencyHz: 870,
  levelDb: -18,
  isSure: true,
  isLevel: true,
  isSteady: true,
  musicAt: null,
  said: said(6),
  saidInAll: said(6),
  isAmongRings: false,
  isNetworkPitch: false,
  mayRing: false,
  mayRingTwice: false,
  isFax: false,
  isSoft: false,
  isTempered: false,
  notes: 0,
  isConversation: false,
  isKnown: false,
}
const after = (seconds: number, gap?: number) => ({ said: said(seconds, gap), saidInAll: said(seconds, gap) })
const rough = { isSure: false, isLevel: false, isSteady: false }
const tempered = { ...rough, isSteady: true, isTempered: true }

const cases: readonly (readonly [given: string, more: Partial<BeepInItsPlace>, meaning: BeepMeaning])[] = [
  ['a greeting and a beep', {}, 'mailbox'],
  ['“Tom.” and a beep at once', after(0.3, 0.6), 'mailbox'],
  ['“Hello?” and a beep in the room, later', after(0.4, 1.8), 'perhaps'],
  ['a sentence, a wait, and a beep in the room', after(3.5, 2), 'perhaps'],
  ['nothing said before it', { said: [], saidInAll: [] }, 'perhaps'],
  ['“One moment.” and a piece of ringing', { ...after(1.5), isNetworkPitch: true }, 'perhaps'],
  ['a greeting and a beep that looks like a network’s', { ...after(5), isNetworkPitch: true }, 'mailbox'],
  ['a first burst of ringing', { mayRing: true }, 'perhaps'],
  ['a word and a sound that is not surely a machine’s', { ...after(1), ...rough }, 'perhaps'],
  ['a greeting and a glide', rough, 'mailbox'],
  ['a short announcement and what may be a tune’s note', { ...after(3), ...tempered }, 'perhaps'],
  ['music, an announcement, and what may be a note', { ...tempered, musicAt: 3 }, 'perhaps'],
  ['music, a greeting, and a level beep', { musicAt: 3 }, 'mailbox'],
  ['a voice of one pitch that passes for music, and a level beep', { musicAt: 9.5, said: [] }, 'mailbox'],
  ['the third pitch of several', { notes: 2 }, 'nothing'],
  ['far softer than the voice', { isSoft: true }, 'perhaps'],
  ['a fax', { isFax: true }, 'perhaps'],
  ['after a conversation', { isConversation: true }, 'perhaps'],
]

describe('a tone after an announcement', () => {
  it.each(cases)('%s', (_, more, meaning) => {
    expect(meaningOf({ ...beep, ...more })).toBe(meaning)
  })
})

describe('tones of networks', () => {
  it('may be ringing only to the hertz, and for as long as it rings somewhere', () => {
    expect([mayRing(425, 1), mayRing(440, 1.5), mayRing(450, 1)]).toEqual([true, true, true])
    expect([mayRing(440, 0.8), mayRing(480, 1.4), mayRing(388, 0.76), mayRing(425, 0.5)]).toEqual([false, false, false, false]) // prettier-ignore
  })

  it('are no busy tone before the fourth burst, since three may be the pips of one beep', () => {
    const bursts = Array.from({ length: 4 }, (_, at) => ({ from: at * 0.56, to: at * 0.56 + 0.28 }))
    expect([isBusy(bursts.slice(0, 3)), isBusy(bursts)]).toEqual([false, true])
  })

  it('are told by two pitches at once: keys, dial tones, busy in North America', () => {
    expect([isNetworkPair(770, 1336), isNetworkPair(440, 350), isNetworkPair(480, 620)]).toEqual([true, true, true])
    expect(isNetworkPair(800, 1000)).toBe(false)
  })
})
