import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import type { RecordingId, TakeId } from '../../../shared/ids.ts'
import { mostBytes } from '../../../shared/studio/studio-limits.ts'
import type { ChecklistKey } from '../../../shared/studio/studio-words.ts'
import { makeRoomAsk } from '../frame/ask.ts'
import { takenOver, type Drafts } from '../frame/drafts.ts'
import { makeSeriesIntents, type SeriesIntents } from './series-intents.ts'
import {
  recorderKeyOf,
  noLevel,
  recordingInRecorder,
  soundInRecorder,
  takeInRecorder,
  ticksInRecorder,
  withFacts,
  wordsInRecorder,
  type RecorderKey,
  type StudioStore,
  type TakeLevelStore,
  type Words,
} from './studio-store.ts'

/** Everything the rep can want in the studio. What it is about is what is in the recorder. */
export interface StudioIntents extends SeriesIntents {
  open(): void
  /** Back to the desk. A take that is being recorded is finished; one that is not saved stays. */
  close(): void
  pick(recorderKey: RecorderKey): void
  type(words: Partial<Words>): void
  /** What was typed of the recording in the recorder is given up. */
  giveUpWords(): void
  write(isWriting: boolean): void
  tick(key: ChecklistKey): void
  /** The recording says “I’ll follow up this week”, or does not. */
  markPromise(promisesFollowUp: boolean): void
  suppressNoise(on: boolean): void
  /** Starts a take, or finishes the one that is being recorded. */
  record(): void
  take(file: File): void
  trim(fromMs: number, toMs: number): void
  discard(): void
  /** A take that was put aside is the take again, and the recorder goes to it. */
  bringBackTake(takeId: TakeId): void
  /** Saves the take under the words that are typed; without a take the words alone. */
  save(): void
  /** Puts away; what nobody has heard is asked about once and then removed. */
  retire(): void
  spare(): void
  bringBack(): void
  /** Plays what is in the recorder, or stops it. */
  listen(overThePhone: boolean): void
  played(): void
  cannotPlay(): void
  dismissRefusal(): void
}

export function makeStudioIntents(
  bridge: DeskBridge,
  store: StudioStore,
  levels: TakeLevelStore,
  drafts: Drafts,
): StudioIntents {
  const { getState: studio, setState } = store
  const ask = makeRoomAsk(bridge, store, { playing: null, doomed: null })

  async function open() {
    setState({ isOpen: true, refusal: null })
    const answer = await ask('studio.open', {})
    if (!answer?.ok) return
    setState((before) => withFacts(before, answer.value))
    await readDrafts()
  }

  /** What was typed before this desk was loaded, unless it was typed anew. */
  async function readDrafts() {
    for (const { draft, typedAt } of await drafts.take('recording')) {
      setState((before) => takenOver(before, draft, typedAt))
    }
  }

  function forgetWords(recorderKey: RecorderKey) {
    setState(({ typed: { [recorderKey]: _, ...typed }, typedBefore: { [recorderKey]: __, ...typedBefore } }) => ({
      typed,
      typedBefore,
    }))
    drafts.forget({ room: 'recording', about: recorderKey })
  }

  function close() {
    finish()
    setState({ isOpen: false, playing: null, isWriting: false, doomed: null, doomedSeries: null, refusal: null })
  }

  const isAway = () => (recordingInRecorder(studio())?.archivedAt ?? null) !== null

  function finish() {
    const take = studio().facts?.take
    if (take?.phase === 'recording') void ask('studio.finishTake', { takeId: take.takeId })
  }

  function pick(picked: RecorderKey) {
    setState({
      picked,
      playing: null,
      refusal: null,
      doomed: null,
      nameWanted: false,
      isWriting: picked === 'new',
      series: null,
      doomedSeries: null,
    })
  }

  function record() {
    if (studio().facts?.take?.phase === 'recording') return finish()
    const { facts, noiseSuppression } = studio()
    if (facts?.take?.phase === 'preparing' || isAway()) return
    levels.setState(noLevel)
    setState({ isWriting: false })
    void ask('studio.startTake', { recordingId: recordingInRecorder(studio())?.recordingId ?? null, noiseSuppression })
  }

  async function importFile(file: File) {
    // What is too large for main is not read in the first place.
    if (file.size > mostBytes) {
      setState({ refusal: { code: 'recording-too-long', about: { name: file.name } } })
      return
    }
    finish()
    // What was put away gets no new version: the file becomes a recording of its own.
    if (isAway()) pick('new')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const recorderKey = recorderKeyOf(studio())
    const recordingId = recorderKey === 'new' ? null : recorderKey
    const answer = await ask('studio.import', { recordingId, fileName: file.name.slice(0, 300), bytes })
    // A new recording is called like its file until the rep calls it something better; a file that was refused leaves nothing.
    const isUnnamed = recorderKeyOf(studio()) === 'new' && !studio().typed.new?.name
    if (answer?.ok && recorderKey === 'new' && isUnnamed) {
      type({ name: file.name.replace(/\.\w{1,5}$/, '').slice(0, 80) })
    }
  }

  async function bringBackTake(takeId: TakeId) {
    const kept = studio().facts?.unsaved.find((one) => one.takeId === takeId)
    const answer = await ask('studio.bringBackTake', { takeId })
    if (kept && answer?.ok) pick(kept.recordingId ?? 'new')
  }

  function type(words: Partial<Words>) {
    setState((before) => ({
      nameWanted: false,
      typed: { ...before.typed, [recorderKeyOf(before)]: { ...wordsInRecorder(before), ...words } },
    }))
    drafts.keep({ room: 'recording', about: recorderKeyOf(studio()), words: wordsInRecorder(studio()) })
  }

  async function save() {
    const recorderKey = recorderKeyOf(studio())
    const ready = takeInRecorder(studio())
    const recording = recordingInRecorder(studio())
    const { name, script } = wordsInRecorder(studio())
    const words = { name: name.trim(), script: script.trim() }
    if (ready && ready.phase !== 'ready') return
    if (words.name === '') return setState({ nameWanted: true })
    if (ready) {
      const checklist = [...ticksInRecorder(studio())]
      const answer = await ask('recording.save', { takeId: ready.takeId, ...words, checklist })
      if (answer?.ok) saved(recorderKey, answer.value.recordingId)
    } else if (recording) {
      const answer = await ask('recording.describe', { recordingId: recording.recordingId, ...words })
      if (answer?.ok) saved(recorderKey, recording.recordingId)
    }
  }

  /** What was typed and ticked is main's now. */
  function saved(recorderKey: RecorderKey, recordingId: RecordingId) {
    forgetWords(recorderKey)
    setState(({ ticks: { [recorderKey]: _, ...ticks } }) => ({
      ticks,
      picked: recordingId,
      isWriting: false,
    }))
  }

  function tick(key: ChecklistKey) {
    const recorderKey = recorderKeyOf(studio())
    const ticked = ticksInRecorder(studio())
    const now = ticked.includes(key) ? ticked.filter((other) => other !== key) : [...ticked, key]
    const isOnItsWay = recorderKey in studio().ticks
    setState(({ ticks }) => ({ ticks: { ...ticks, [recorderKey]: now } }))
    // A new recording is told with its ticks when it is saved.
    if (recorderKey !== 'new' && !isOnItsWay) void keepTicks(recorderKey)
  }

  /** Tells main, until it knows the last of them. Not asked like a press: who ticks while they listen goes on listening. */
  async function keepTicks(recordingId: RecordingId) {
    const checklist = studio().ticks[recordingId]
    if (!checklist) return
    const answer = await bridge.request('recording.tick', { recordingId, checklist: [...checklist] })
    if (answer.ok && studio().ticks[recordingId] !== checklist) return void keepTicks(recordingId)
    setState(({ ticks: { [recordingId]: _, ...ticks }, refusal }) => ({
      ticks,
      refusal: answer.ok ? refusal : answer.trouble,
    }))
  }

  function markPromise(promisesFollowUp: boolean) {
    const recording = recordingInRecorder(studio())
    if (recording) void ask('recording.markPromise', { recordingId: recording.recordingId, promisesFollowUp })
  }

  function retire() {
    const recording = recordingInRecorder(studio())
    if (!recording) return
    const { recordingId, removable } = recording
    if (removable && studio().doomed !== recordingId) setState({ doomed: recordingId })
    else void ask('recording.retire', { recordingId })
  }

  return {
    open: () => void open(),
    close,
    pick,
    type,
    giveUpWords: () => forgetWords(recorderKeyOf(studio())),
    write: (isWriting) => setState({ isWriting }),
    tick,
    markPromise,
    suppressNoise: (noiseSuppression) => setState({ noiseSuppression }),
    record,
    take: (file) => void importFile(file),
    trim(fromMs, toMs) {
      const takeId = takeInRecorder(studio())?.takeId
      if (takeId) void ask('studio.trim', { takeId, fromMs, toMs })
    },
    discard() {
      const takeId = studio().facts?.take?.takeId
      if (takeId) void ask('studio.discardTake', { takeId })
    },
    bringBackTake: (takeId) => void bringBackTake(takeId),
    save: () => void save(),
    retire,
    spare: () => setState({ doomed: null }),
    bringBack() {
      const recordingId = recordingInRecorder(studio())?.recordingId
      if (recordingId) void ask('recording.bringBack', { recordingId })
    },
    ...makeSeriesIntents(ask, store),
    listen(overThePhone) {
      const { playing } = studio()
      const path = soundInRecorder(studio())
      const same = playing?.path === path && playing?.overThePhone === overThePhone
      setState({ playing: path && !same ? { path, overThePhone } : null })
    },
    played: () => setState({ playing: null }),
    cannotPlay: () =>
      setState({
        playing: null,
        refusal: { code: 'recording-unreadable', about: { name: wordsInRecorder(studio()).name || 'the take' } },
      }),
    dismissRefusal: () => setState({ refusal: null }),
  }
}
