import type { LineId } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import type { AppContext } from '../app-context.ts'
import { pinOf, savePin } from '../archive/lines.ts'
import { guard, type Archive } from '../archive/open.ts'
import { algorithms } from '../exchange/challenges.ts'
import type { Pin } from '../exchange/digest.ts'

/** What the registrar of this line has taken before; null: nothing yet. */
export function readPin(archive: Archive, { lineId }: Line): Pin | null {
  const kept = pinOf(archive, lineId)
  const algorithm = algorithms.find((known) => known === kept?.algorithm)
  return kept && algorithm ? { realm: kept.realm, algorithm } : null
}

/** The registrar took a proof: from here on no other realm gets one from this line, and nothing weaker, at later starts too. */
export function registrarPinned(
  { archive, desk }: Pick<AppContext, 'archive' | 'desk'>,
  lineId: LineId,
  pin: Pin,
): void {
  const written = guard(() => savePin(archive, lineId, pin))
  if (!written.ok) desk.notice(written.trouble)
}
