import { createAnnouncementEar } from '../../../renderer/sound/announcement.ts'
import type { LearnedAnnouncement } from '../../../renderer/sound/announcement.ts'
import { createEightKilohertz } from '../../../renderer/sound/eight-kilohertz.ts'
import type { Sound } from './sound.ts'
import type { Item } from './test-set.ts'
import { readWav } from './wav-file.ts'

/** What call screeners say; only the voices and the ways through the network differ between the halves. */
export const announcements: readonly string[] = [
  "Hi. If you record your name and reason for calling, I'll see if this person is available.",
  "Hi, the person you're calling is using a screening service, and will get a copy of this conversation. Go ahead and say your name, and why you're calling.",
  'This number does not accept calls from unknown callers. Please state your name after the tone, and I will try to connect you.',
  'Please say your name and stay on the line while your call is screened.',
  'Hello. Before I try to connect you, may I ask who is calling, and what this is about?',
  'You have reached a protected line. To reach the person you dialed, please say your name clearly, then wait.',
]

export interface ScreenerResult {
  /** Announcements heard again in another call. */
  readonly screeners: number
  /** The share of these that were recognised as the one they are. */
  readonly screenersRecognised: number | null
  /** From the announcement's first sound. */
  readonly screener_p95_s: number | null
  /** Other calls, and how many of these were taken for a screener's. */
  readonly screenerOtherCalls: number
  readonly falseScreeners: number
}

const callSeconds = 30
const everySeconds = 120

/** Learns each announcement from one call, then listens for all of them in every other call of the set. */
export function scoreScreeners(items: readonly Item[], wrong: string[]): ScreenerResult {
  const own = items.filter(({ kind }) => kind === 'screener')
  const known = own
    .filter(({ about }) => about['learned'] === 1)
    .flatMap(({ file, about }) => {
      const words = learn(readWav(file))
      if (words) return [{ announcementId: Number(about['announcement']), words }]
      // What of it could be heard is too short: the rep marks it in vain, and each of its calls counts as missed.
      wrong.push(`screener not learned ${file} ${JSON.stringify(about)}`)
      return []
    })
  if (known.length === 0)
    return { screeners: 0, screenersRecognised: null, screener_p95_s: null, screenerOtherCalls: 0, falseScreeners: 0 }

  const again = own.filter(({ about }) => about['learned'] === 0)
  const delays: number[] = []
  for (const { file, about } of again) {
    const heard = recognise(readWav(file), known)
    if (heard && heard.announcementId === about['announcement']) delays.push(heard.at - Number(about['from']))
    else
      wrong.push(`screener ${heard ? `taken for ${heard.announcementId}` : 'missed'} ${file} ${JSON.stringify(about)}`)
  }

  let others = 0
  let taken = 0
  for (const { file, kind } of items) {
    if (kind !== 'talk' && kind !== 'no-beep') continue
    const { sampleRate, samples } = readWav(file)
    for (let from = 0; from < samples.length; from += everySeconds * sampleRate) {
      others++
      const heard = recognise({ sampleRate, samples: samples.subarray(from, from + callSeconds * sampleRate) }, known)
      if (!heard) continue
      taken++
      wrong.push(`false screener ${heard.announcementId} at ${(from / sampleRate + heard.at).toFixed(2)} ${file}`)
    }
  }
  delays.sort((a, b) => a - b)
  return {
    screeners: again.length,
    screenersRecognised: again.length > 0 ? Number((delays.length / again.length).toFixed(4)) : null,
    screener_p95_s: Number(delays[Math.floor(delays.length * 0.95)]?.toFixed(2) ?? NaN),
    screenerOtherCalls: others,
    falseScreeners: taken,
  }
}

function learn(sound: Sound): Uint32Array | undefined {
  const ear = createAnnouncementEar<number>()
  listen(sound, (sample) => void ear.push(sample))
  const words = ear.words()
  return words && Uint32Array.from(words)
}

function recognise(
  sound: Sound,
  known: readonly LearnedAnnouncement<number>[],
): { announcementId: number; at: number } | undefined {
  const ear = createAnnouncementEar<number>()
  ear.known = known
  let found: { announcementId: number; at: number } | undefined
  let count = 0
  listen(sound, (sample) => {
    count++
    const announcementId = found ? undefined : ear.push(sample)
    if (announcementId !== undefined) found = { announcementId, at: count / 8000 }
  })
  return found
}

function listen({ sampleRate, samples }: Sound, each: (sample: number) => void): void {
  createEightKilohertz(sampleRate).push(samples, each)
}
