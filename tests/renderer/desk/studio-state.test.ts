import { describe, expect, it } from 'vitest'
import type { CadenceId, RecordingId, SeriesId, TakeId } from '../../../shared/ids.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import type { StudioRecording, StudioState, Take } from '../../../shared/contract/studio.ts'
import type { DeskBridge, RequestName } from '../../../shared/contract/bridge.ts'
import { openDrafts } from '../../../renderer/desk/frame/drafts.ts'
import { makeStudioIntents } from '../../../renderer/desk/studio/studio-intents.ts'
import { inOtherPlace, studioShortcut } from '../../../renderer/desk/studio/studio-shortcuts.ts'
import {
  recorderKeyOf, recorderKeysInOrder, listed, openStudioStore, openTakeLevels, seriesShown, soundInRecorder, ticksInRecorder, wordsInRecorder,
} from '../../../renderer/desk/studio/studio-store.ts' // prettier-ignore

const [a, b, c, away] = ['a', 'b', 'c', 'away'] as RecordingId[] as [RecordingId, RecordingId, RecordingId, RecordingId]
const [starter, old] = ['starter', 'old'] as SeriesId[] as [SeriesId, SeriesId]
function recording(recordingId: RecordingId, more: Partial<StudioRecording> = {}): StudioRecording {
  return {
    recordingId, name: recordingId.toUpperCase(), script: 'Hi', durationMs: 9000, version: 2, loudnessLufs: -22.5,
    peaks: [1], warnings: [], timesPlayed: 0, removable: false, checklist: [], promisesFollowUp: false, archivedAt: null, ...more,
  } // prettier-ignore
}
const state = (take: Take | null = null): StudioState => ({
  recordings: [recording(a), recording(b), recording(c, { removable: true }), recording(away, { archivedAt: 1 })],
  series: [
    { seriesId: starter, name: 'Starter', recordingIds: [b, a], removable: false, archivedAt: null },
    { seriesId: old, name: 'Old', recordingIds: [c], removable: false, archivedAt: 1 },
  ],
  cadences: [{ cadenceId: 'commercial' as CadenceId, name: 'Commercial', seriesId: starter }],
  unsaved: [],
  take,
  trouble: null,
})
const take = (more: Partial<Take> = {}): Take => ({
  takeId: 't' as TakeId,
  recordingId: null,
  phase: 'ready',
  fileName: null,
  sound: {
    path: '/recordings/take~t~1.wav',
    peaks: [1],
    measurements: { durationMs: 900, loudnessLufs: -22.5, truePeakDb: -4, gainDb: 0, limiterDb: 0, clippedSamples: 0 },
    warnings: [],
    source: { durationMs: 1000, peaks: [1], fromMs: 50, toMs: 950 },
  },
  ...more,
})

function opened(facts: StudioState) {
  const store = openStudioStore()
  const asked: { name: RequestName; input: unknown }[] = []
  const answers: Partial<Record<RequestName, Result<unknown>>> = { 'draft.open': ok([]) }
  const bridge = {
    request: async (name: RequestName, input: unknown) => {
      // What is typed is kept beside all else: tests/renderer/desk/drafts.spec.ts.
      if (!name.startsWith('draft.')) asked.push({ name, input })
      return answers[name] ?? ok()
    },
    on: () => () => {},
  } as unknown as DeskBridge
  const intents = makeStudioIntents(bridge, store, openTakeLevels(), openDrafts(bridge))
  store.setState({ isOpen: true, facts })
  const press = (key: string) => studioShortcut(store.getState(), intents, () => {}, key)?.()
  return { store, asked, answers, intents, press }
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the list', () => {
  it('has the series in their order, then the others, then what is put away', () => {
    const { series, others, away: put } = listed(state())
    expect(series[0]!.recordings.map(({ recordingId }) => recordingId)).toEqual([b, a])
    expect(series.map(({ of }) => of.seriesId)).toEqual([starter])
    expect(listed(state()).awaySeries.map(({ seriesId }) => seriesId)).toEqual([old])
    expect([others, put].map((group) => group.map(({ recordingId }) => recordingId))).toEqual([[c], [away]])
  })

  it('is walked through with the arrows, the take of a new recording first', () => {
    const { store, press } = opened(state(take()))
    expect(recorderKeysInOrder(store.getState())).toEqual(['new', b, a, c, away])
    expect(recorderKeyOf(store.getState())).toBe('new')
    press('ArrowDown')
    press('ArrowDown')
    expect(recorderKeyOf(store.getState())).toBe(a)
  })

  it('a recording goes up and down in its series, and not past its ends', () => {
    expect(inOtherPlace([a, b, c], b, -1)).toEqual([b, a, c])
    expect(inOtherPlace([a, b, c], b, 1)).toEqual([a, c, b])
    expect(inOtherPlace([a, b, c], a, -1)).toBeNull()
    const { press, asked } = opened(state())
    press('[')
    expect(asked).toEqual([])
    press(']')
    expect(asked).toEqual([{ name: 'series.arrange', input: { seriesId: 'starter', recordingIds: [a, b] } }])
  })
})

describe('the recorder', () => {
  it('plays the take when there is one, else this version of the recording', () => {
    expect(soundInRecorder(opened(state()).store.getState())).toBe('/recordings/b~2.wav')
    expect(soundInRecorder(opened(state(take())).store.getState())).toBe('/recordings/take~t~1.wav')
    expect(soundInRecorder(opened(state(take({ phase: 'recording', sound: null }))).store.getState())).toBeNull()
  })

  it('asks for a name before a new recording is saved, and then saves once', async () => {
    const { store, intents, asked, answers } = opened(state(take()))
    answers['recording.save'] = ok({ recordingId: c })
    intents.save()
    expect(asked).toEqual([])
    expect(store.getState().nameWanted).toBe(true)
    intents.type({ name: ' Offer ' })
    intents.tick('who')
    intents.save()
    intents.save()
    await settled()
    expect(asked).toEqual([
      { name: 'recording.save', input: { takeId: 't', name: 'Offer', script: '', checklist: ['who'] } },
    ])
    expect(recorderKeyOf(store.getState())).toBe(c)
    expect(store.getState().typed).toEqual({})
  })

  it('keeps what was typed when main refuses, and says why', async () => {
    const { store, intents, answers } = opened(state())
    answers['recording.describe'] = failed('archive-full')
    intents.type({ script: 'Hello' })
    intents.save()
    await settled()
    expect(wordsInRecorder(store.getState())).toEqual({ name: 'B', script: 'Hello' })
    expect(store.getState().refusal?.code).toBe('archive-full')
  })

  it('keeps ticks at once, the last of those that were made while main was writing', async () => {
    const { store, intents, asked } = opened(state())
    for (const key of ['reason', 'who', 'reason'] as const) intents.tick(key)
    expect(ticksInRecorder(store.getState())).toEqual(['who'])
    await settled()
    expect(asked.map(({ input }) => (input as { checklist: string[] }).checklist)).toEqual([['reason'], ['who']])
    expect(store.getState().ticks).toEqual({})
  })

  it('shows main’s ticks again when they could not be kept, and says why', async () => {
    const { store, intents, answers } = opened(state())
    answers['recording.tick'] = failed('archive-full')
    intents.tick('reason')
    await settled()
    expect(ticksInRecorder(store.getState())).toEqual([])
    expect(store.getState().refusal?.code).toBe('archive-full')
  })

  it('removes what nobody has heard only when asked twice', () => {
    const { intents, asked } = opened(state())
    intents.pick(c)
    intents.retire()
    expect(asked).toEqual([])
    intents.retire()
    expect(asked).toEqual([{ name: 'recording.retire', input: { recordingId: c } }])
  })

  it('of what was put away records no new take', () => {
    const { intents, asked, press } = opened(state())
    intents.pick(away)
    press('R')
    expect(asked).toEqual([])
  })

  it('does not read a file that is too large for main', () => {
    const { store, intents, asked } = opened(state())
    intents.take({ name: 'film.wav', size: 60_000_001 } as File)
    expect(asked).toEqual([])
    expect(store.getState().refusal).toEqual({ code: 'recording-too-long', about: { name: 'film.wav' } })
  })

  it('is left with Escape, which first ends a take that is being recorded', () => {
    const { store, asked, press } = opened(state(take({ phase: 'recording', sound: null })))
    press('Escape')
    expect(asked).toEqual([{ name: 'studio.finishTake', input: { takeId: 't' } }])
    expect(store.getState().isOpen).toBe(true)
    store.setState({ facts: state(take()) })
    press('Escape')
    expect(store.getState().isOpen).toBe(false)
  })
})

describe('a series', () => {
  it('is made under a name that no other has, and shown', async () => {
    const { store, press, asked, answers } = opened(state())
    answers['series.create'] = ok({ seriesId: starter })
    press('G')
    await settled()
    expect(asked).toEqual([{ name: 'series.create', input: { name: 'New series' } }])
    expect(seriesShown(store.getState())?.name).toBe('Starter')
  })

  it('covers the recorder: its keys are about the series, and picking a recording leaves it', () => {
    const { store, press, asked, intents } = opened(state())
    intents.showSeries(starter)
    for (const key of ['R', 'V', 'S', ']', 'E']) press(key)
    expect(asked).toEqual([])
    press('X')
    expect(asked).toEqual([])
    press('X')
    expect(asked).toEqual([{ name: 'series.retire', input: { seriesId: starter } }])
    press('N')
    expect(seriesShown(store.getState())).toBeNull()
  })

  it('that is put away is not put away again', () => {
    const { press, asked, intents } = opened(state())
    intents.showSeries(old)
    press('X')
    press('X')
    expect(asked).toEqual([])
  })

  it('keeps its name when the field is left empty or as it was', () => {
    const { asked, intents } = opened(state())
    for (const name of ['', '  ', 'Starter']) intents.renameSeries(starter, name)
    expect(asked).toEqual([])
    intents.renameSeries(starter, ' Roofing ')
    expect(asked).toEqual([{ name: 'series.rename', input: { seriesId: starter, name: 'Roofing' } }])
  })
})
