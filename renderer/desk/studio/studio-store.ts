import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeskBridge, RequestName } from '../../../shared/contract/bridge.ts'
import type { RecordingId, SeriesId } from '../../../shared/ids.ts'
import type { ChecklistKey } from '../../../shared/studio/studio-words.ts'
import type { StudioRecording, StudioSeries, StudioState, Take } from '../../../shared/contract/studio.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'

/** What is in the recorder: a recording, or one that is not there yet. */
export type RecorderKey = RecordingId | 'new'

/** Name and script as they are typed. */
export interface Words {
  readonly name: string
  readonly script: string
}

/** What is being played to the rep: a sound by its address, as it is or as it sounds on the phone. */
export interface Playing {
  readonly path: string
  readonly overThePhone: boolean
}

/** The studio as the desk shows it: what main has said, and beside it what the rep has open, typed and ticked. */
export interface StudioDesk {
  readonly isOpen: boolean
  /** null until main has answered. */
  readonly facts: StudioState | null
  /** null: the first recording there is. */
  readonly picked: RecorderKey | null
  readonly typed: Readonly<Partial<Record<RecorderKey, Words>>>
  /** When that was typed, where it was before this desk was loaded. */
  readonly typedBefore: Readonly<Partial<Record<RecorderKey, number>>>
  readonly isWriting: boolean
  /** Ticked here and not kept by main yet. */
  readonly ticks: Readonly<Partial<Record<RecorderKey, readonly ChecklistKey[]>>>
  readonly noiseSuppression: boolean
  /** The requests that main has not answered yet. */
  readonly asked: readonly RequestName[]
  readonly refusal: Trouble | null
  readonly playing: Playing | null
  /** A recording that was asked to be removed for good, once: the second time it is. */
  readonly doomed: RecordingId | null
  /** It was to be saved without a name: the field asks for one. */
  readonly nameWanted: boolean
  /** The series that is looked at, in place of a recording. */
  readonly series: SeriesId | null
  /** It has just been made, and wants a name. */
  readonly seriesNew: boolean
  /** A series that was asked to be put away, once: the second time it is. */
  readonly doomedSeries: SeriesId | null
}

export type StudioStore = StoreApi<StudioDesk>

const closedStudio: StudioDesk = {
  isOpen: false,
  facts: null,
  picked: null,
  typed: {},
  typedBefore: {},
  isWriting: false,
  ticks: {},
  noiseSuppression: false,
  asked: [],
  refusal: null,
  playing: null,
  doomed: null,
  nameWanted: false,
  series: null,
  seriesNew: false,
  doomedSeries: null,
}

export function openStudioStore(): StudioStore {
  return createStore<StudioDesk>(() => closedStudio)
}

/** How loud it was, newest last, and for how long a take has been recorded: ten times a second, beside the store. */
export interface TakeLevel {
  readonly peaks: readonly number[]
  readonly recordedMs: number
}
export type TakeLevelStore = StoreApi<TakeLevel>

export const noLevel: TakeLevel = { peaks: [], recordedMs: 0 }
/** Twenty seconds: more than the widest meter shows. */
const keptPeaks = 200

export function openTakeLevels(): TakeLevelStore {
  return createStore<TakeLevel>(() => noLevel)
}

/** Lets main's state into the stores. */
export function feedStudio(bridge: DeskBridge, store: StudioStore, levels: TakeLevelStore): void {
  bridge.on('state.changed', (fact) => {
    if (fact.key === 'studio') store.setState((before) => withFacts(before, fact.value))
  })
  bridge.on('studio.level', ({ peak, recordedMs }) =>
    levels.setState(({ peaks }) => ({ peaks: [...peaks, peak].slice(-keptPeaks), recordedMs })),
  )
}

/** A sound that is no more is not played any longer; a trouble that main tells is shown like a refusal. */
export function withFacts(before: StudioDesk, facts: StudioState): StudioDesk {
  const takeChanged = before.facts?.take?.sound?.path !== facts.take?.sound?.path
  return { ...before, facts, refusal: facts.trouble ?? before.refusal, playing: takeChanged ? null : before.playing }
}

/** The recordings as they are listed: each series in its order, then the others, then those put away. */
export interface Listed {
  readonly series: readonly { readonly of: StudioSeries; readonly recordings: readonly StudioRecording[] }[]
  readonly others: readonly StudioRecording[]
  readonly away: readonly StudioRecording[]
  readonly awaySeries: readonly StudioSeries[]
}

export function listed(facts: StudioState): Listed {
  const byId = new Map(facts.recordings.map((recording) => [recording.recordingId, recording]))
  const inUse = facts.series.filter(({ archivedAt }) => archivedAt === null)
  const inSeries = new Set(inUse.flatMap(({ recordingIds }) => recordingIds))
  return {
    series: inUse.map((of) => ({ of, recordings: of.recordingIds.flatMap((id) => byId.get(id) ?? []) })),
    others: facts.recordings.filter(({ recordingId, archivedAt }) => archivedAt === null && !inSeries.has(recordingId)),
    away: facts.recordings.filter(({ archivedAt }) => archivedAt !== null),
    awaySeries: facts.series.filter(({ archivedAt }) => archivedAt !== null),
  }
}

/** In the order of the list, the take of a new recording first. */
export function recorderKeysInOrder(studio: StudioDesk): RecorderKey[] {
  const { facts } = studio
  if (!facts) return []
  const { series, others, away } = listed(facts)
  const recordings = [...series.flatMap((one) => one.recordings), ...others, ...away]
  const ids = [...new Set(recordings.map(({ recordingId }) => recordingId))]
  return isNewShown(studio) ? ['new', ...ids] : ids
}

/** There is something of a new recording: it was picked, its words were typed before, or its take is not saved yet. */
export function isNewShown({ picked, facts, typedBefore }: StudioDesk): boolean {
  return picked === 'new' || typedBefore.new !== undefined || (facts?.take != null && facts.take.recordingId === null)
}

/** What is in the recorder now. */
export function recorderKeyOf(studio: StudioDesk): RecorderKey {
  const { picked, facts } = studio
  if (picked === 'new') return 'new'
  if (picked && facts?.recordings.some(({ recordingId }) => recordingId === picked)) return picked
  return recorderKeysInOrder(studio)[0] ?? 'new'
}

export function recordingInRecorder(studio: StudioDesk): StudioRecording | null {
  const recorderKey = recorderKeyOf(studio)
  return studio.facts?.recordings.find(({ recordingId }) => recordingId === recorderKey) ?? null
}

/** The take, if it belongs into this recorder. */
export function takeInRecorder(studio: StudioDesk): Take | null {
  const take = studio.facts?.take ?? null
  return take && (take.recordingId ?? 'new') === recorderKeyOf(studio) ? take : null
}

/** Name and script as the recorder shows them. */
export function wordsInRecorder(studio: StudioDesk): Words {
  const recording = recordingInRecorder(studio)
  return studio.typed[recorderKeyOf(studio)] ?? { name: recording?.name ?? '', script: recording?.script ?? '' }
}

/** Words have been typed that main does not know. */
export function areWordsNew(studio: StudioDesk): boolean {
  const recording = recordingInRecorder(studio)
  const { name, script } = wordsInRecorder(studio)
  return recording !== null && (name !== recording.name || script !== recording.script)
}

/** The address of what the recorder would play: the take when it is ready, else the recording, by its version. */
export function soundInRecorder(studio: StudioDesk): string | null {
  const take = takeInRecorder(studio)
  if (take) return take.sound?.path ?? null
  const recording = recordingInRecorder(studio)
  return recording && `/recordings/${recording.recordingId}~${recording.version}.wav`
}

/** What is ticked off of the message in the recorder. */
export function ticksInRecorder(studio: StudioDesk): readonly ChecklistKey[] {
  return studio.ticks[recorderKeyOf(studio)] ?? recordingInRecorder(studio)?.checklist ?? []
}

/** The series that is looked at; null while it is a recording. */
export function seriesShown({ facts, series }: StudioDesk): StudioSeries | null {
  return facts?.series.find(({ seriesId }) => seriesId === series) ?? null
}
