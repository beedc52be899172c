import type { RecordingId, SeriesId } from '../../../shared/ids.ts'
import type { StudioIntents } from './studio-intents.ts'
import {
  areWordsNew,
  recorderKeyOf,
  recorderKeysInOrder,
  recordingInRecorder,
  seriesShown,
  takeInRecorder,
  type StudioDesk,
} from './studio-store.ts'

/** The keys as the studio's buttons show them. */
export const studioKeys = {
  back: 'Esc',
  record: 'R',
  listen: 'V',
  overThePhone: 'H',
  import: 'I',
  save: 'S',
  discard: 'X',
  write: 'E',
  create: 'N',
  createSeries: 'G',
  retireSeries: 'X',
  up: '[',
  down: ']',
} as const

/** What a key does in the studio, or null. `chooseFile` opens the file dialog. */
export function studioShortcut(
  studio: StudioDesk,
  intents: StudioIntents,
  chooseFile: () => void,
  key: string,
): (() => void) | null {
  const take = takeInRecorder(studio)
  const isRecording = studio.facts?.take?.phase === 'recording'
  const isReady = take?.phase === 'ready'
  const series = seriesShown(studio)
  if (series) return seriesShortcut(studio, intents, series.seriesId, key)
  switch (key.length === 1 ? key.toUpperCase() : key) {
    case 'Escape':
      return isRecording ? intents.record : intents.close
    case 'R':
      return intents.record
    case 'V':
      return () => intents.listen(false)
    case 'H':
      return () => intents.listen(true)
    case 'I':
      return isRecording ? null : chooseFile
    case 'S':
      return isReady || (!take && areWordsNew(studio)) ? intents.save : null
    case 'X':
      return isReady ? intents.discard : null
    case 'E':
      return isRecording ? null : () => intents.write(true)
    case 'N':
      return isRecording ? null : () => intents.pick('new')
    case 'G':
      return isRecording ? null : intents.createSeries
    case '[':
      return moved(studio, intents, -1)
    case ']':
      return moved(studio, intents, 1)
    case 'ArrowDown':
      return isRecording ? null : neighbour(studio, intents, 1)
    case 'ArrowUp':
      return isRecording ? null : neighbour(studio, intents, -1)
    default:
      return null
  }
}

/** A series covers the recorder: no key works on the recording that is not seen. */
function seriesShortcut(studio: StudioDesk, intents: StudioIntents, seriesId: SeriesId, key: string) {
  switch (key.length === 1 ? key.toUpperCase() : key) {
    case 'Escape':
      return intents.close
    case 'N':
      return () => intents.pick('new')
    case 'G':
      return intents.createSeries
    case 'X':
      return () => intents.retireSeries(seriesId)
    case 'ArrowDown':
      return neighbour(studio, intents, 1)
    case 'ArrowUp':
      return neighbour(studio, intents, -1)
    default:
      return null
  }
}

function neighbour(studio: StudioDesk, intents: StudioIntents, step: 1 | -1): (() => void) | null {
  const keys = recorderKeysInOrder(studio)
  const to = keys[keys.indexOf(recorderKeyOf(studio)) + step]
  return to ? () => intents.pick(to) : null
}

function moved(studio: StudioDesk, intents: StudioIntents, step: 1 | -1): (() => void) | null {
  const recordingId = recordingInRecorder(studio)?.recordingId
  const series = studio.facts?.series.find((one) => recordingId && one.recordingIds.includes(recordingId))
  const order = series && recordingId && inOtherPlace(series.recordingIds, recordingId, step)
  return order ? () => intents.arrange(series.seriesId, order) : null
}

/** The order with one recording a place up or down; null at the end. */
export function inOtherPlace(
  recordingIds: readonly RecordingId[],
  recordingId: RecordingId,
  step: 1 | -1,
): RecordingId[] | null {
  const from = recordingIds.indexOf(recordingId)
  const other = recordingIds[from + step]
  return other ? recordingIds.with(from, other).with(from + step, recordingId) : null
}
