import type { LineEntry, Lines as LinesState } from '../../shared/contract/line-bridge.ts'
import type { LineDiagnosis } from '../../shared/contract/line-diagnosis.ts'
import { lineInUse, listLines } from '../archive/lines.ts'
import type { Archive } from '../archive/open.ts'
import type { RefusedCall } from '../exchange/exchange-reports.ts'
import { entryOf } from './line-secrets.ts'
import type { Secrets } from '../shell/secrets.ts'

/** The lines as the desk knows them: the archive's, and where the password of each one is. */
export interface Lines {
  state(): LinesState
  /**
   * A line or a secret was written: looks again, and tells the desk. What a keyring that is slow has to say is told when it
   * has said it; nobody waits for that.
   */
  changed(): Promise<void>
  /** A password is about to be typed: asks how this computer keeps one, and tells the desk. */
  askStorage(): Promise<void>
  diagnosed(test: LineDiagnosis): void
  /** A call was turned away that nobody heard of. */
  refused(call: RefusedCall): void
  /** The test under way; null: none. */
  stopDiagnosis: (() => void) | null
}

const tellEveryMs = 250

/** Until this the desk has what was known before, in milliseconds; then what is not known yet is `waiting`. */
const patienceMs = 300

export function openLines(archive: Archive, secrets: Secrets, tell: () => void): Lines {
  /** What is known of every line without the keyring. */
  const entries = (): LinesState['entries'] => {
    const inUse = lineInUse(archive)?.lineId
    return listLines(archive).map((line): LineEntry => {
      const known = state.entries.find((entry) => entry.line.lineId === line.lineId)
      const password = line.kind === 'practice' ? 'keyring' : 'waiting'
      return {
        password,
        iceCredentials: line.iceServers.map(() => false),
        ...known,
        line,
        inUse: line.lineId === inUse,
      }
    })
  }
  let state: LinesState = { entries: [], keeping: null, test: null, refused: [] }
  state = { ...state, entries: entries() }
  let telling: NodeJS.Timeout | null = null
  /** Of two looks at once only the one begun last counts. */
  let looks = 0

  return {
    state: () => state,
    async changed() {
      const look = ++looks
      const show = (found: LinesState['entries']) => {
        if (look !== looks) return
        state = { ...state, entries: found }
        tell()
      }
      const inUse = lineInUse(archive)?.lineId
      const found = Promise.all(listLines(archive).map((line) => entryOf(secrets, line, line.lineId === inUse))).then(
        show,
      )
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, patienceMs)
      const isFound = await Promise.race([found.then(() => true), late.then(() => false)])
      clearTimeout(timer)
      if (!isFound) show(entries())
    },
    async askStorage() {
      const keeping = await secrets.storage()
      state = { ...state, keeping }
      tell()
    },
    diagnosed(test) {
      state = { ...state, test }
      tell()
    },
    refused(call) {
      state = { ...state, refused: withRefused(state.refused, call) }
      // A flood of calls must not become one of events.
      telling ??= setTimeout(() => {
        telling = null
        tell()
      }, tellEveryMs).unref()
    },
    stopDiagnosis: null,
  }
}

const mostRefused = 100

/** Calls of one caller that were turned away for one reason stand together: who calls very often takes no more room. */
function withRefused(known: LinesState['refused'], call: RefusedCall): LinesState['refused'] {
  const { lineId, caller, why, status, reason, at } = call
  const row = { lineId, number: caller.number, name: caller.name, why, status, reason }
  const isSame = (one: LinesState['refused'][number]) =>
    one.lineId === lineId && one.number === row.number && one.why === why && one.status === status
  const before = known.find(isSame)
  const others = known.filter((one) => one !== before)
  return [{ ...row, times: (before?.times ?? 0) + 1, lastAt: at }, ...others].slice(0, mostRefused)
}
