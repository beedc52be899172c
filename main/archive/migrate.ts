import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { firstCall } from './migrations/0001-first-call.ts'
import { recordingVersions } from './migrations/0002-recording-versions.ts'
import { oneCallLines } from './migrations/0003-one-call-lines.ts'
import { rulesOfTheRoad } from './migrations/0004-rules-of-the-road.ts'
import { callQuality } from './migrations/0005-call-quality.ts'
import { hideTrials } from './migrations/0006-hide-trials.ts'
import { receivedCalls } from './migrations/0007-received-calls.ts'
import { lineSettings } from './migrations/0008-line-settings.ts'
import { cadenceAssistant } from './migrations/0009-cadence-assistant.ts'
import { imports } from './migrations/0010-imports.ts'
import { checklistAndSeries } from './migrations/0011-checklist.ts'
import { screeners } from './migrations/0012-screeners.ts'
import { reminders } from './migrations/0013-reminders.ts'
import { daysOff } from './migrations/0014-days-off.ts'
import { drafts } from './migrations/0015-drafts.ts'
import { trialCalls } from './migrations/0016-trial-calls.ts'
import { searchMerges } from './migrations/0017-search-merges.ts'
import { valueAndReferrer } from './migrations/0018-value-and-referrer.ts'
import { lineEdge } from './migrations/0019-line-edge.ts'
import { planning } from './migrations/0020-planning.ts'
import { keysAndPlaces } from './migrations/0021-keys-and-places.ts'
import { settledOutcomes } from './migrations/0022-settled-outcomes.ts'
import { weeks } from './migrations/0023-weeks.ts'
import { whoAnswered } from './migrations/0024-who-answered.ts'
import { besideCalls } from './migrations/0025-beside-calls.ts'
import { unplanned } from './migrations/0026-unplanned.ts'
import { unplannedMoves } from './migrations/0027-unplanned-moves.ts'
import { creditedCallbacks } from './migrations/0028-credited-callbacks.ts'
import { receivedOutcomes } from './migrations/0029-received-outcomes.ts'
import { lineTrust } from './migrations/0030-line-trust.ts'
import { archiveSession } from './migrations/0031-archive-session.ts'
import { trustedClock } from './migrations/0032-trusted-clock.ts'
import { copyArchive } from './copy-archive.ts'
import type { Archive } from './open.ts'

/** In order; the number of a migration is its place from 1, and `user_version` is the number of the last one run. */
export const migrations: readonly string[] = [
  firstCall,
  recordingVersions,
  oneCallLines,
  rulesOfTheRoad,
  callQuality,
  hideTrials,
  receivedCalls,
  lineSettings,
  cadenceAssistant,
  imports,
  checklistAndSeries,
  screeners,
  reminders,
  daysOff,
  drafts,
  trialCalls,
  searchMerges,
  valueAndReferrer,
  lineEdge,
  planning,
  keysAndPlaces,
  settledOutcomes,
  weeks,
  whoAnswered,
  besideCalls,
  unplanned,
  unplannedMoves,
  creditedCallbacks,
  receivedOutcomes,
  lineTrust,
  archiveSession,
  trustedClock,
]

const COPIES_KEPT = 3

interface Migration {
  readonly path: string
  readonly now: number
  /** Such as `migrations`. */
  readonly scripts: readonly string[]
  readonly applicationId: number
}

/**
 * Runs what is missing, each migration in one transaction with its version, so that a crash leaves either the
 * old archive or the new one. An archive with anything in it is copied and the copy checked first.
 */
export function migrate(db: Archive, { path, now, scripts, applicationId }: Migration): void {
  const from = db.pragma('user_version', { simple: true }) as number
  if (from === scripts.length) return
  if (from > 0) copyBeforeMigrating(db, path, from, now)
  for (const [index, sql] of scripts.entries()) {
    if (index < from) continue
    db.transaction(() => {
      db.exec(sql)
      const orphans = db.pragma('foreign_key_check') as unknown[]
      if (orphans.length > 0)
        throw new Error(`migration ${index + 1} leaves ${orphans.length} rows without their parent`)
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${index + 1}`)
    }).immediate()
  }
}

/** `archive.db.before-v2-1763800000000`. */
function copyBeforeMigrating(db: Archive, path: string, from: number, now: number): void {
  copyArchive(db, `${path}.before-v${from + 1}-${String(now).padStart(15, '0')}`)
  forgetOldCopies(path)
}

function forgetOldCopies(path: string): void {
  const start = `${basename(path)}.before-v`
  const madeAt = (name: string) => name.slice(name.lastIndexOf('-'))
  const copies = readdirSync(dirname(path))
    .filter((name) => name.startsWith(start))
    .sort((a, b) => (madeAt(a) < madeAt(b) ? 1 : -1))
  for (const name of copies.slice(COPIES_KEPT)) rmSync(join(dirname(path), name))
}
