import type { RequestName, Handlers, SoundListeners } from '../../shared/contract/bridge.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { studioRequests } from '../../shared/contract/studio-bridge.ts'
import type { StudioState } from '../../shared/contract/studio.ts'
import type { AppContext } from '../app-context.ts'
import {
  bringBack,
  retireRecording,
  markRecording,
  rewordRecording,
  saveRecording,
  tickRecording,
} from './keep-recording.ts'
import {
  arrangeSeries,
  bringBackSeries,
  createSeries,
  renameKeptSeries,
  retireSeries,
  useSeriesIn,
} from './keep-series.ts'
import { lookAtRecordings } from './look-at-recordings.ts'
import { bringBackTake, discardTake, finishTake, importTake, startTake, takeEnded, trimTake } from './make-take.ts'
import { studioState, type Studio } from './studio.ts'

type StudioRequest = RequestName & keyof typeof studioRequests

/** The studio's lines of handlers.ts. */
export function studioHandlers(app: AppContext): Pick<Handlers, StudioRequest> {
  return {
    'studio.open': () => openForDesk(app.studio),
    'studio.startTake': (request) => startTake(app, request),
    'studio.finishTake': ({ takeId }) => finishTake(app, takeId),
    'studio.import': (request) => importTake(app, request),
    'studio.trim': (request) => trimTake(app, request),
    'studio.discardTake': ({ takeId }) => discardTake(app, takeId),
    'studio.bringBackTake': ({ takeId }) => bringBackTake(app, takeId),
    'recording.save': (request) => saveRecording(app, request),
    'recording.describe': (request) => rewordRecording(app, request),
    'recording.tick': (request) => tickRecording(app, request),
    'recording.markPromise': (request) => markRecording(app, request),
    'recording.retire': ({ recordingId }) => retireRecording(app, recordingId),
    'recording.bringBack': ({ recordingId }) => bringBack(app, recordingId),
    'series.create': (request) => createSeries(app, request),
    'series.rename': (request) => renameKeptSeries(app, request),
    'series.retire': ({ seriesId }) => retireSeries(app, seriesId),
    'series.bringBack': ({ seriesId }) => bringBackSeries(app, seriesId),
    'cadence.useSeries': (request) => useSeriesIn(app, request),
    'series.arrange': (request) => arrangeSeries(app, request),
  }
}

/** What the sound room tells of a take. */
export function studioListeners(app: AppContext): Pick<SoundListeners, 'take.level' | 'take.ended'> {
  return {
    'take.level': (level) => app.desk.tell('studio.level', level),
    'take.ended': (ended) => void takeEnded(app, ended),
  }
}

async function openForDesk(studio: Studio): Promise<Result<StudioState>> {
  await lookAtRecordings(studio)
  return ok(studioState(studio))
}
