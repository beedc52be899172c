import { mkdirSync, writeFileSync } from 'node:fs'
import type { TakeId } from '../../../shared/ids.ts'
import { prepareRecording } from '../../../shared/audio/prepare-recording.ts'
import type { Result } from '../../../shared/result.ts'
import { runAll } from '../../../shared/studio/steps.ts'
import type { PreparedTake } from '../../../shared/contract/studio.ts'
import { readWav, wavOf, type Sound } from '../../../shared/audio/wav-format.ts'
import { correlation } from '../../support/correlation.ts'
import { encoded, hoursOf, measuredByFfmpeg, spoken } from '../../support/spoken.ts'
import { expect, provide, test, withMicrophone } from './sound-room.ts'

/* Takes, from a microphone that hears a spoken file and from files as people have them. */

// One microphone for all.
test.describe.configure({ mode: 'default' })

const speech = spoken()
const heardFile = 'out/tests/heard-by-takes.wav'
test.beforeAll(() => {
  mkdirSync('out/tests', { recursive: true })
  writeFileSync(heardFile, wavOf(speech))
})

test.use({ args: [...withMicrophone, `--use-file-for-fake-audio-capture=${heardFile}`] })

const takeId = 'take-1' as TakeId
const prepared = readWav(runAll(prepareRecording(speech.samples))!.wav).samples
const soundOf = ({ wav }: PreparedTake): Sound => readWav(wav)
function mustBe(answer: Result<PreparedTake>): PreparedTake {
  if (!answer.ok) throw new Error(answer.trouble.code)
  return answer.value
}

test('a take is recorded as it was spoken, prepared, and the microphone is closed', async ({ room }) => {
  expect(await room.command('take.record', { takeId, noiseSuppression: false })).toEqual({ ok: true, value: null })
  expect(await room.liveMicrophones()).toBe(1)
  await room.heard('take.level', ({ recordedMs }) => recordedMs >= 4000)
  const take = mustBe(await room.command('take.finish', { takeId }))
  expect(await room.liveMicrophones()).toBe(0)

  const levels = room.told.flatMap((one) => (one.name === 'take.level' ? [one.event] : []))
  expect(Math.max(...levels.map(({ peak }) => peak))).toBeGreaterThan(0.2)
  expect(take.source.durationMs).toBeGreaterThanOrEqual(4000)
  expect(take.peaks.length).toBeGreaterThan(100)
  const sound = soundOf(take)
  expect(sound.sampleRate).toBe(48_000)
  const anchor = measuredByFfmpeg(sound)
  expect(Math.abs(anchor.loudnessLufs - -22.5)).toBeLessThanOrEqual(0.7)
  expect(anchor.truePeakDb).toBeLessThanOrEqual(-2.9)
  // Piece by piece: the fake microphone may begin its file anew in the middle of a take.
  const alike = pieces(sound).map((piece) => correlation(prepared, piece))
  expect(median(alike)).toBeGreaterThan(0.97)
})

test('a take is trimmed from the whole of it, as often as one likes, until it is forgotten', async ({ room }) => {
  const whole = mustBe(await room.command('take.import', { takeId, bytes: wavOf(speech) }))
  const half = mustBe(await room.command('take.trim', { takeId, fromMs: 1000, toMs: 3000 }))
  expect(half.measurements.durationMs).toBe(2000)
  expect(half.warnings).toEqual(['short'])
  const again = mustBe(await room.command('take.trim', { takeId, ...cutOf(whole) }))
  expect(again.measurements.durationMs).toBeCloseTo(whole.measurements.durationMs, 0)
  const cut = { takeId, fromMs: 0, toMs: 1000 }
  await room.command('take.forget', { takeId })
  expect(await room.command('take.trim', cut)).toEqual({ ok: false, trouble: { code: 'not-found', about: {} } })
})

function cutOf({ source: { fromMs, toMs } }: PreparedTake) {
  return { fromMs, toMs }
}

for (const [kind, format, args] of [
  ['WAV', 'wav', ['-ac', '2', '-ar', '44100']],
  ['MP3', 'mp3', ['-b:a', '96k']],
  ['M4A', 'ipod', ['-c:a', 'aac']],
  ['OGG', 'ogg', ['-c:a', 'libvorbis']],
  ['FLAC', 'flac', ['-ar', '22050']],
] as const) {
  test(`a ${kind} file becomes a take of the same words at the same level`, async ({ room }) => {
    const take = mustBe(await room.command('take.import', { takeId, bytes: encoded(speech, format, args) }))
    const sound = soundOf(take)
    expect(Math.abs(measuredByFfmpeg(sound).loudnessLufs - -22.5)).toBeLessThanOrEqual(0.5)
    expect(Math.abs(take.source.durationMs - (speech.samples.length / 48_000) * 1000)).toBeLessThan(150)
    expect(correlation(speech.samples, sound.samples.subarray(48_000, 3 * 48_000))).toBeGreaterThan(0.9)
  })
}

/** Fifths of a second from half a second on. */
function pieces({ samples }: Sound): Float32Array[] {
  const count = Math.floor((samples.length - 24_000) / 9600)
  return Array.from({ length: count }, (_, i) => samples.subarray(24_000 + i * 9600, 24_000 + (i + 1) * 9600))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

const refused = (code: string) => ({ ok: false, trouble: { code, about: {} } })

test('what is no sound is called broken', async ({ room }) => {
  const picture = new Uint8Array(5000).map((_, i) => (i * 31) % 251)
  expect(await room.command('take.import', { takeId, bytes: picture })).toEqual(refused('recording-broken'))
  const damaged = encoded(speech, 'flac').slice(0, 40)
  expect(await room.command('take.import', { takeId, bytes: damaged })).toEqual(refused('recording-broken'))
  expect(await room.command('take.import', { takeId, bytes: new Uint8Array() })).toEqual(refused('recording-broken'))
})

test('three hours in a small file are too long, and are not decoded', async ({ room }) => {
  const bytes = hoursOf(3, speech)
  expect(bytes.byteLength).toBeGreaterThan(10_000_000)
  expect(bytes.byteLength).toBeLessThan(60_000_000)
  const startedAt = performance.now()
  expect(await room.command('take.import', { takeId, bytes })).toEqual(refused('recording-too-long'))
  expect(performance.now() - startedAt).toBeLessThan(15_000)
})

test('silence is called silence', async ({ room }) => {
  const silence = wavOf({ sampleRate: 48_000, samples: new Float32Array(96_000) })
  expect(await room.command('take.import', { takeId, bytes: silence })).toEqual(refused('recording-silent'))
})

test('a new version of a recording is what is armed next', async ({ room, sounds }) => {
  const fetched: string[] = []
  room.page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  const recordingId = provide(sounds, 'offer', speech)
  await room.command('message.prepare', { recordingId })
  await room.command('message.prepare', { recordingId })
  expect(fetched).toHaveLength(1)
  await room.command('message.renew', { recordingId })
  await room.command('message.prepare', { recordingId })
  expect(fetched).toHaveLength(2)
})
