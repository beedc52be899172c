import type { RequestName } from '../../shared/contract/bridge.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { studioRequests } from '../../shared/contract/studio-bridge.ts'
import type { StudioState } from '../../shared/studio/studio.ts'
import type { Handlers } from '../handlers.ts'
import type { House } from '../app-context.ts'
import type { SoundListeners } from '../shell/ipc.ts'
import { bringBack, retireRecording, rewordRecording, saveRecording, tickRecording } from './keep-recording.ts'
import {
  arrangeSeries, bringBackSeries, createSeries, renameKeptSeries, retireSeries, useSeriesIn,
} from './keep-series.ts' // prettier-ignore
import { lookAtRecordings } from './look-at-recordings.ts'
import { discardTake, finishTake, importTake, startTake, takeEnded, trimTake } from './make-take.ts'
import { studioState, type Studio } from './studio.ts'

type StudioRequest = RequestName & keyof typeof studioRequests

/** The studio's lines of handlers.ts. */
export function studioHandlers(house: House): Pick<Handlers, StudioRequest> {
  return {
    'studio.open': () => openForDesk(house.studio),
    'studio.startTake': (wish) => startTake(house, wish),
    'studio.finishTake': ({ takeId }) => finishTake(house, takeId),
    'studio.import': (wish) => importTake(house, wish),
    'studio.trim': (wish) => trimTake(house, wish),
    'studio.discardTake': ({ takeId }) => discardTake(house, takeId),
    'recording.save': (wish) => saveRecording(house, wish),
    'recording.describe': (wish) => rewordRecording(house, wish),
    'recording.tick': (wish) => tickRecording(house, wish),
    'recording.retire': ({ recordingId }) => retireRecording(house, recordingId),
    'recording.bringBack': ({ recordingId }) => bringBack(house, recordingId),
    'series.create': (wish) => createSeries(house, wish),
    'series.rename': (wish) => renameKeptSeries(house, wish),
    'series.retire': ({ seriesId }) => retireSeries(house, seriesId),
    'series.bringBack': ({ seriesId }) => bringBackSeries(house, seriesId),
    'cadence.useSeries': (wish) => useSeriesIn(house, wish),
    'series.arrange': (wish) => arrangeSeries(house, wish),
  }
}

/** What the sound room tells of a take. */
export function studioListeners(house: House): Pick<SoundListeners, 'take.level' | 'take.ended'> {
  return {
    'take.level': (level) => house.studio.tell('studio.level', level),
    'take.ended': ({ takeId }) => void takeEnded(house, takeId),
  }
}

async function openForDesk(studio: Studio): Promise<Result<StudioState>> {
  await lookAtRecordings(studio)
  return ok(studioState(studio))
}
