import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { attemptsOf, closeAttempt, noteAttempt } from '../../main/archive/attempts.ts'
import { nextFollowUpOf } from '../../main/archive/follow-ups.ts'
import type { Archive } from '../../main/archive/open.ts'
import { listRecordings, recordingById } from '../../main/archive/recordings.ts'
import type { AppContext } from '../../main/app-context.ts'
import { planNext } from '../../main/cadence/plan-next.ts'
import type { Command } from '../../main/audio/sound-room.ts'
import {
  bringBack,
  retireRecording,
  rewordRecording,
  saveRecording,
  tickRecording,
} from '../../main/studio/keep-recording.ts'
import {
  arrangeSeries,
  bringBackSeries,
  createSeries,
  renameKeptSeries,
  retireSeries,
  useSeriesIn,
} from '../../main/studio/keep-series.ts'
import {
  bringBackTake,
  discardTake,
  finishTake,
  importTake,
  loseTake,
  startTake,
  takeEnded,
  trimTake,
} from '../../main/studio/make-take.ts'
import { openStudio, soundFile, studioState, type Studio } from '../../main/studio/studio.ts'
import type { CommandName, FactName } from '../../shared/contract/bridge.ts'
import type { CadenceId, RecordingId, SeriesId, TakeId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { PreparedTake, StudioState } from '../../shared/contract/studio.ts'
import type { ChecklistKey } from '../../shared/studio/studio-words.ts'
import { wavOf } from '../../shared/audio/wav-format.ts'
import { dialledCall } from '../support/dialled-call.ts'
import {
  addPerson, countedIds, dialled, enrolPerson, furnish, messageLeft, monday, temporaryArchive, temporaryFolder,
} from '../support/temporary-archive.ts' // prettier-ignore

/* The verbs of the studio on a real archive and real files; the sound room answers by hand. */

const introduction = 'introduction' as RecordingId
const starter = 'starter' as SeriesId

/** A take as the sound room prepares it; the sample tells one from another. */
function preparedTake(sample = 0.1): PreparedTake {
  return {
    wav: wavOf({ sampleRate: 48_000, samples: new Float32Array(48_000).fill(sample) }),
    peaks: [10, 200, 30],
    measurements: { durationMs: 1000, loudnessLufs: -22.5, truePeakDb: -4, gainDb: 3, limiterDb: 0, clippedSamples: 0 },
    warnings: ['short'],
    source: { durationMs: 2000, peaks: [0, 10, 200, 30], fromMs: 500, toMs: 1500 },
  }
}

let db: Archive
let studio: Studio
let app: AppContext
let told: StudioState[]
let toldRecordings: number
let asked: CommandName[]
let answers: Partial<Record<CommandName, Result<unknown> | Promise<Result<unknown>>>>
let folder: string

beforeEach(async () => {
  folder = temporaryFolder()
  db = temporaryArchive()
  furnish(db)
  ;[told, toldRecordings, asked, answers] = [[], 0, [], {}]
  await mkdir(join(folder, 'recordings'))
  studio = await openStudio(db, { recordings: join(folder, 'recordings'), takes: join(folder, 'takes') }, () =>
    told.push(studioState(studio)),
  )
  const command = (async (name: CommandName) => {
    asked.push(name)
    return answers[name] ?? ok()
  }) as Command
  app = {
    archive: db,
    studio,
    calls: { all: () => [] },
    desk: {
      changed(...facts: FactName[]) {
        if (facts.includes('studio')) told.push(studioState(studio))
        if (facts.includes('recordings')) toldRecordings++
      },
      archiveChanged() {},
    },
    sound: { command },
    now: () => monday,
    random: () => 0.5,
    newId: countedIds(),
  } as unknown as AppContext
})

const takeId = () => studio.take!.takeId
const inRecorder = (state = studioState(studio)) => state.take
const recorded = async (recordingId: RecordingId | null = null, sample?: number) => {
  answers['take.finish'] = ok(preparedTake(sample))
  await startTake(app, { recordingId, noiseSuppression: false })
  await finishTake(app, takeId())
}
const saved = async (name = 'Roof offer', script = 'Hi', checklist: ChecklistKey[] = []) => {
  const answer = await saveRecording(app, { takeId: takeId(), name, script, checklist })
  if (!answer.ok) throw new Error(answer.trouble.code)
  return answer.value.recordingId
}
const bytesOf = (id: string) => readFileSync(soundFile(studio, id)!)

describe('a take', () => {
  it('is recorded, prepared, and can be listened to before it is kept', async () => {
    await recorded()
    expect(told.map(({ take }) => take?.phase)).toEqual(['recording', 'preparing', 'ready'])
    const { path, warnings } = inRecorder()!.sound!
    expect(warnings).toEqual(['short'])
    const id = /^\/recordings\/(.+)\.wav$/.exec(path)![1]!
    expect(bytesOf(id)).toEqual(Buffer.from(preparedTake().wav))
  })

  it('has another address after each trim, and the sound before it is gone', async () => {
    await recorded()
    const before = inRecorder()!.sound!.path
    answers['take.trim'] = ok(preparedTake(0.2))
    expect(await trimTake(app, { takeId: takeId(), fromMs: 600, toMs: 1400 })).toEqual(ok())
    expect(inRecorder()!.sound!.path).not.toBe(before)
    expect(readdirSync(join(folder, 'takes')).filter((name) => name.endsWith('.wav'))).toHaveLength(1)
    expect(soundFile(studio, before.slice('/recordings/'.length, -'.wav'.length))).toBeNull()
  })

  it('stays as it was when nothing is said in the part that was to be kept', async () => {
    await recorded()
    answers['take.trim'] = failed('recording-silent')
    const before = inRecorder()
    const answer = await trimTake(app, { takeId: takeId(), fromMs: 0, toMs: 100 })
    expect(answer).toMatchObject({ ok: false, trouble: { code: 'recording-silent', about: { name: 'your take' } } })
    expect(inRecorder()).toEqual(before)
  })

  it('is refused in a call, and when the microphone is', async () => {
    answers['take.record'] = failed('microphone-missing')
    const request = { recordingId: null, noiseSuppression: true }
    expect(await startTake(app, request)).toEqual(failed('microphone-missing'))
    expect(inRecorder()).toBeNull()
    const talking = { ...app, calls: { all: () => [dialledCall('c')] } } as unknown as AppContext
    expect(await startTake(talking, request)).toEqual(failed('call-in-progress'))
  })

  it('that comes to nothing leaves none behind, and says which file it was', async () => {
    answers['take.import'] = failed('recording-broken')
    const request = { recordingId: null, fileName: 'holiday.jpg', bytes: new Uint8Array(3) }
    expect(await importTake(app, request)).toEqual(failed('recording-broken', { name: 'holiday.jpg' }))
    expect(inRecorder()).toBeNull()
    expect(readdirSync(join(folder, 'takes'))).toEqual([])
  })

  it('that is discarded while it is being prepared does not come back', async () => {
    const slow = Promise.withResolvers<Result<unknown>>()
    answers['take.import'] = slow.promise
    const importing = importTake(app, { recordingId: null, fileName: 'a.wav', bytes: new Uint8Array(3) })
    await expect.poll(() => asked).toContain('take.import')
    await discardTake(app, takeId())
    slow.resolve(ok(preparedTake()))
    await importing
    expect(inRecorder()).toBeNull()
    expect(readdirSync(join(folder, 'takes'))).toEqual([])
  })

  it('is put aside by the next one once that is ready, and by a discard, and can be brought back', async () => {
    await recorded(null, 0.1)
    const first = takeId()
    await recorded(null, 0.2)
    const second = takeId()
    await discardTake(app, second)
    const offered = () => studioState(studio).unsaved.map((one) => one.takeId)
    expect(offered()).toEqual([second, first])
    expect(await bringBackTake(app, first)).toEqual(ok())
    expect(inRecorder()?.takeId).toBe(first)
    const id = /^\/recordings\/(.+)\.wav$/.exec(inRecorder()!.sound!.path)![1]!
    expect(bytesOf(id)).toEqual(Buffer.from(preparedTake(0.1).wav))
    expect(offered()).toEqual([second])
    expect(await bringBackTake(app, 'none' as TakeId)).toEqual(failed('not-found'))
  })

  it('stays when the file, the microphone or the recording that was to take its place comes to nothing', async () => {
    await recorded(null, 0.1)
    const kept = inRecorder()
    answers['take.import'] = failed('recording-broken')
    await importTake(app, { recordingId: null, fileName: 'holiday.jpg', bytes: new Uint8Array(3) })
    expect(inRecorder()).toEqual(kept)
    answers['take.record'] = failed('microphone-missing')
    await startTake(app, { recordingId: null, noiseSuppression: false })
    expect(inRecorder()).toEqual(kept)
    answers = { 'take.finish': failed('recording-silent') }
    await startTake(app, { recordingId: null, noiseSuppression: false })
    await finishTake(app, takeId())
    expect(inRecorder()).toEqual(kept)
    const id = /^\/recordings\/(.+)\.wav$/.exec(kept!.sound!.path)![1]!
    expect(bytesOf(id)).toEqual(Buffer.from(preparedTake(0.1).wav))
  })

  it('outlives a kill: ready ones are offered at the next start, the last ten of them, and can be saved', async () => {
    for (let n = 1; n <= 12; n++) await recorded(null, n / 100)
    const current = takeId()
    studio = await openStudio(db, { recordings: join(folder, 'recordings'), takes: join(folder, 'takes') }, () => {})
    app = { ...app, studio }
    const { unsaved, take } = studioState(studio)
    expect(take).toBeNull()
    expect(unsaved).toHaveLength(11)
    expect(unsaved.map((one) => one.takeId)).toContain(current)
    await bringBackTake(app, current)
    const recordingId = await saved()
    expect(bytesOf(recordingId)).toEqual(Buffer.from(preparedTake(0.12).wav))
    expect(readdirSync(join(folder, 'takes')).some((name) => name.startsWith(current))).toBe(false)
  })

  it('is made shorter from what is on the disk where the sound room has lost it', async () => {
    await recorded()
    answers['take.trim'] = failed('not-found')
    answers['take.import'] = ok(preparedTake())
    await trimTake(app, { takeId: takeId(), fromMs: 700, toMs: 1400 })
    expect(asked.slice(-3)).toEqual(['take.trim', 'take.import', 'take.trim'])
  })

  it('is one recording, however often it is saved at once', async () => {
    await recorded()
    const before = listRecordings(db).length
    const ids = await Promise.all([saved(), saved(), saved()])
    expect(new Set(ids).size).toBe(1)
    expect(listRecordings(db)).toHaveLength(before + 1)
  })

  it('is finished by itself when the microphone goes, and says so when nothing was heard', async () => {
    answers['take.finish'] = ok(preparedTake())
    await startTake(app, { recordingId: null, noiseSuppression: false })
    await takeEnded(app, { takeId: takeId(), why: 'microphone-gone' })
    expect(inRecorder()?.phase).toBe('ready')
    expect(told.at(-1)?.trouble).toEqual({ code: 'take-cut-short', about: { seconds: '2' } })
    answers['take.finish'] = failed('recording-silent')
    await startTake(app, { recordingId: null, noiseSuppression: false })
    await takeEnded(app, { takeId: takeId(), why: 'microphone-gone' })
    expect(told.at(-1)).toMatchObject({ take: { phase: 'ready' }, trouble: { code: 'recording-silent' } })
  })

  it('is lost with the sound room that was recording it, and kept once it is prepared', async () => {
    await startTake(app, { recordingId: null, noiseSuppression: false })
    loseTake(studio)
    expect(told.at(-1)).toMatchObject({ take: null, trouble: { code: 'sound-room-down' } })
    await recorded()
    loseTake(studio)
    expect(inRecorder()?.phase).toBe('ready')
  })
})

describe('a recording', () => {
  it('is on the disk and in the archive when it has been saved, and the desk knows', async () => {
    await recorded()
    const recordingId = await saved()
    expect(recordingById(db, recordingId)).toMatchObject({ name: 'Roof offer', version: 1, durationMs: 1000 })
    expect(bytesOf(recordingId)).toEqual(Buffer.from(preparedTake().wav))
    const state = studioState(studio)
    expect(state.take).toBeNull()
    expect(state.recordings.at(-1)).toMatchObject({ peaks: [10, 200, 30], loudnessLufs: -22.5, warnings: ['short'] })
    expect(toldRecordings).toBe(1)
    expect(readdirSync(join(folder, 'takes'))).toEqual([])
  })

  it('keeps every version: the new one is dropped, the old one can still be heard', async () => {
    await recorded()
    const recordingId = await saved()
    await recorded(recordingId, 0.3)
    expect(await saved('Roof offer 2')).toBe(recordingId)
    expect(recordingById(db, recordingId)).toMatchObject({ name: 'Roof offer 2', version: 2 })
    expect(bytesOf(recordingId)).toEqual(bytesOf(`${recordingId}~2`))
    expect(bytesOf(`${recordingId}~1`)).toEqual(Buffer.from(preparedTake().wav))
    expect(asked).toContain('message.renew')
    expect(soundFile(studio, `${recordingId}~3`)).toBeNull()
    expect(soundFile(studio, '../archive')).toBeNull()
  })

  it('an attempt keeps the version that it played, also when a new one is saved meanwhile', async () => {
    await recorded()
    const recordingId = await saved()
    const jane = addPerson(db, 'jane')
    const call = messageLeft(dialled(db, 'c1', jane, monday), recordingId)
    noteAttempt(db, call)
    await recorded(recordingId, 0.3)
    await saved()
    closeAttempt(db, call, 'voicemail-dropped')
    expect(attemptsOf(db, jane)).toMatchObject([{ recordingId, recordingVersion: 1, recordingMs: 1000 }])
  })

  it('gets another name and script without another sound', async () => {
    rewordRecording(app, { recordingId: introduction, name: 'Hello', script: 'Hi {name}' })
    expect(recordingById(db, introduction)).toMatchObject({ name: 'Hello', script: 'Hi {name}', version: 2 })
    const missing = { recordingId: 'none' as RecordingId, name: 'x', script: '' }
    expect(rewordRecording(app, missing)).toEqual(failed('not-found'))
  })

  it('keeps what was ticked off of its message, also with another version and other words', async () => {
    await recorded()
    const recordingId = await saved('Roof offer', 'Hi', ['reason', 'who'])
    const ticked = () => studioState(studio).recordings.at(-1)?.checklist
    expect(ticked()).toEqual(['reason', 'who'])
    expect(tickRecording(app, { recordingId, checklist: ['who', 'brief', 'who'] })).toEqual(ok())
    rewordRecording(app, { recordingId, name: 'Other', script: 'Hello' })
    expect(ticked()).toEqual(['who', 'brief'])
    await recorded(recordingId, 0.3)
    await saved('Other', 'Hello', ['who'])
    expect(ticked()).toEqual(['who'])
    const none = 'none' as RecordingId
    expect(tickRecording(app, { recordingId: none, checklist: [] })).toEqual(failed('not-found'))
  })

  it('that nobody has heard is removed with its files', async () => {
    await recorded()
    const recordingId = await saved()
    const file = soundFile(studio, recordingId)!
    expect(studioState(studio).recordings.at(-1)?.removable).toBe(true)
    expect(await retireRecording(app, recordingId)).toEqual(ok())
    expect(recordingById(db, recordingId)).toBeNull()
    expect(existsSync(file)).toBe(false)
  })

  it('that was played is put away, can be heard, and can be brought back', async () => {
    await recorded()
    const recordingId = await saved()
    const jane = addPerson(db, 'jane')
    closeAttempt(db, messageLeft(dialled(db, 'c1', jane, monday), recordingId), 'voicemail-dropped')
    await retireRecording(app, recordingId)
    expect(listRecordings(db).some((one) => one.recordingId === recordingId)).toBe(false)
    expect(studioState(studio).recordings.at(-1)).toMatchObject({
      archivedAt: monday,
      timesPlayed: 1,
      removable: false,
    })
    expect(bytesOf(`${recordingId}~1`)).toEqual(Buffer.from(preparedTake().wav))
    bringBack(app, recordingId)
    expect(listRecordings(db).some((one) => one.recordingId === recordingId)).toBe(true)
  })

  it('that came with Afterbeep is put away and not removed: the next start would bring it again', async () => {
    await retireRecording(app, introduction)
    expect(recordingById(db, introduction)).not.toBeNull()
    expect(listRecordings(db).map(({ recordingId }) => recordingId)).not.toContain(introduction)
  })
})

describe('a series', () => {
  const order = () => studioState(studio).series[0]!.recordingIds
  const plannedFor = (contactId: Parameters<typeof nextFollowUpOf>[1]) => nextFollowUpOf(db, contactId)!
  const commercialContact = () => {
    const jane = addPerson(db, 'jane')
    enrolPerson(db, jane, 'Commercial')
    planNext(db, jane, { kind: 'missed' }, { now: monday, random: () => 0.5, newId: countedIds() })
    return jane
  }

  it('is put in another order, and what is planned for the contacts follows', () => {
    const jane = commercialContact()
    const before = plannedFor(jane)
    expect(before.recordingId).toBe(introduction)
    const [first, second, third] = order() as [RecordingId, RecordingId, RecordingId]
    expect(arrangeSeries(app, { seriesId: starter, recordingIds: [third, first, second] })).toEqual(ok())
    expect(order()).toEqual([third, first, second])
    const after = plannedFor(jane)
    expect(after).toMatchObject({ recordingId: third, dueAt: before.dueAt, dueUntil: before.dueUntil })
    expect(after.why[1]).toContain('“Audit offer” was not heard yet')
  })

  it('loses a recording that is put away, and gets it back at its end', async () => {
    const jane = commercialContact()
    await retireRecording(app, introduction)
    expect(order()).toEqual(['roundtable-invite', 'audit-offer'])
    expect(plannedFor(jane).recordingId).toBe('roundtable-invite')
    arrangeSeries(app, { seriesId: starter, recordingIds: order().toReversed() })
    bringBack(app, introduction)
    expect(order()).toEqual(['audit-offer', 'roundtable-invite', 'introduction'])
  })

  const make = (name: string) => {
    const made = createSeries(app, { name })
    if (!made.ok) throw new Error(made.trouble.code)
    return made.value.seriesId
  }
  const commercial = () => studioState(studio).cadences.find(({ name }) => name === 'Commercial')!
  const all = () => studioState(studio).series

  it('is made, named and filled, and a cadence takes its messages from it', () => {
    const jane = commercialContact()
    const seriesId = make('Roofers')
    renameKeptSeries(app, { seriesId, name: 'Roofing' })
    expect(all().at(-1)).toEqual({ seriesId, name: 'Roofing', recordingIds: [], removable: true, archivedAt: null })
    arrangeSeries(app, { seriesId, recordingIds: ['audit-offer' as RecordingId] })
    expect(plannedFor(jane).recordingId).toBe(introduction)

    expect(commercial().seriesId).toBe(starter)
    const { cadenceId } = commercial()
    expect(useSeriesIn(app, { cadenceId, seriesId })).toEqual(ok())
    expect(commercial().seriesId).toBe(seriesId)
    expect(plannedFor(jane)).toMatchObject({ recordingId: 'audit-offer' })
    expect(useSeriesIn(app, { cadenceId, seriesId: null })).toEqual(ok())
    expect(plannedFor(jane)).toMatchObject({ recordingId: null })
  })

  it('that no cadence has ever used is removed, and its recordings stay', () => {
    const seriesId = make('Roofers')
    arrangeSeries(app, { seriesId, recordingIds: [introduction] })
    expect(retireSeries(app, seriesId)).toEqual(ok())
    expect(all().map((one) => one.seriesId)).toEqual([starter])
    expect(recordingById(db, introduction)).not.toBeNull()
  })

  it('that a cadence has used once is put away, and can be used again', () => {
    const seriesId = make('Roofers')
    const { cadenceId } = commercial()
    useSeriesIn(app, { cadenceId, seriesId })
    useSeriesIn(app, { cadenceId, seriesId: starter })
    expect(retireSeries(app, seriesId)).toEqual(ok())
    expect(all().at(-1)).toMatchObject({ seriesId, archivedAt: monday, removable: false })
    expect(useSeriesIn(app, { cadenceId, seriesId })).toEqual(failed('not-found'))
    expect(bringBackSeries(app, seriesId)).toEqual(ok())
    expect(useSeriesIn(app, { cadenceId, seriesId })).toEqual(ok())
  })

  it('that is put away leaves no message until it is brought back', () => {
    const jane = commercialContact()
    retireSeries(app, starter)
    expect(plannedFor(jane).recordingId).toBeNull()
    expect(plannedFor(jane).why[1]).toMatch(/^No message/)
    bringBackSeries(app, starter)
    expect(plannedFor(jane).recordingId).toBe(introduction)
  })

  it('that is not there is neither named, filled, put away nor used', () => {
    const none = 'none' as SeriesId
    const { cadenceId } = commercial()
    expect(renameKeptSeries(app, { seriesId: none, name: 'x' })).toEqual(failed('not-found'))
    expect(retireSeries(app, none)).toEqual(failed('not-found'))
    expect(useSeriesIn(app, { cadenceId, seriesId: none })).toEqual(failed('not-found'))
    expect(useSeriesIn(app, { cadenceId: 'none' as CadenceId, seriesId: starter })).toEqual(failed('not-found'))
  })

  it('takes no recording that is not there, and none twice', () => {
    const request = (recordingIds: string[]) => ({ seriesId: starter, recordingIds: recordingIds as RecordingId[] })
    expect(arrangeSeries(app, request(['none']))).toEqual(failed('not-found'))
    expect(arrangeSeries(app, request(['introduction', 'introduction']))).toEqual(ok())
    expect(order()).toEqual(['introduction'])
  })
})

it('a take that is not there is neither saved nor trimmed', async () => {
  const none = 'none' as TakeId
  expect(await saveRecording(app, { takeId: none, name: 'x', script: '', checklist: [] })).toEqual(failed('not-found'))
  expect(await trimTake(app, { takeId: none, fromMs: 0, toMs: 1 })).toEqual(failed('not-found'))
})
