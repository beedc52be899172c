import type { Lines as LinesState } from '../../shared/contract/line-bridge.ts'
import type { LineDiagnosis } from '../../shared/line/line-diagnosis.ts'
import { lineInUse, listLines } from '../archive/lines.ts'
import type { Archive } from '../archive/open.ts'
import type { TellDesk } from '../desk.ts'
import { entryOf } from './line-secrets.ts'
import type { Secrets } from '../shell/secrets.ts'

/** The lines as the desk knows them: the archive's, and where the password of each one is. */
export interface Lines {
  state(): LinesState
  /** A line or a secret was written: looks again, and tells the desk. */
  changed(): Promise<void>
  diagnosed(test: LineDiagnosis): void
  /** The test under way; null: none. */
  stopDiagnosis: (() => void) | null
}

export function openLines(archive: Archive, secrets: Secrets, tell: TellDesk): Lines {
  let state: LinesState = { entries: [], keeping: 'none', test: null }
  /** Of two looks at once only the one begun last counts. */
  let looks = 0

  return {
    state: () => state,
    async changed() {
      const look = ++looks
      const inUse = lineInUse(archive)?.lineId
      const entries = await Promise.all(listLines(archive).map((line) => entryOf(secrets, line, line.lineId === inUse)))
      const keeping = await secrets.storage()
      if (look !== looks) return
      state = { ...state, entries, keeping }
      tell('lines.changed', state)
    },
    diagnosed(test) {
      state = { ...state, test }
      tell('lines.changed', state)
    },
    stopDiagnosis: null,
  }
}
