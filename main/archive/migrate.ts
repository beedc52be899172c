import { chmodSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
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

/**
 * `archive.db.before-v2-1763800000000`. VACUUM INTO, since it fails on a damaged archive where backup() would copy
 * the damage; the copy gets its name only once it has been checked and is on the disk.
 */
function copyBeforeMigrating(db: Archive, path: string, from: number, now: number): void {
  const copy = `${path}.before-v${from + 1}-${String(now).padStart(15, '0')}`
  const unfinished = `${path}.copying`
  rmSync(unfinished, { force: true })
  db.prepare('VACUUM INTO @unfinished').run({ unfinished })
  checkCopy(db, unfinished)
  // Windows flushes through a handle that may write, and refuses one that was opened for reading (EPERM).
  flush(unfinished, 'r+')
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, copy)
  // A directory cannot be opened on Windows, and needs no flush there; elsewhere it is opened for reading only.
  if (process.platform !== 'win32') flush(dirname(path), 'r')
  forgetOldCopies(path)
}

function checkCopy(db: Archive, file: string): void {
  db.prepare('ATTACH @file AS copy').run({ file })
  try {
    const found = db.pragma('copy.quick_check(1)', { simple: true })
    if (found !== 'ok') throw Object.assign(new Error('the copy is damaged'), { code: 'SQLITE_CORRUPT' })
  } finally {
    db.exec('DETACH copy')
  }
}

function forgetOldCopies(path: string): void {
  const start = `${basename(path)}.before-v`
  const madeAt = (name: string) => name.slice(name.lastIndexOf('-'))
  const copies = readdirSync(dirname(path))
    .filter((name) => name.startsWith(start))
    .sort((a, b) => (madeAt(a) < madeAt(b) ? 1 : -1))
  for (const name of copies.slice(COPIES_KEPT)) rmSync(join(dirname(path), name))
}

function flush(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
