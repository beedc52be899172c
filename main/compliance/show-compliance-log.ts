import type { RequestOutput } from '../../shared/contract/bridge.ts'
import type { ComplianceFilter } from '../../shared/contract/compliance-log.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { complianceLog } from '../archive/compliance-log.ts'
import { guard } from '../archive/open.ts'
import { exportComplianceLog } from './export-compliance-log.ts'
import type { AppContext } from '../app-context.ts'

/** As many rows as the desk draws at once; the export has all. */
const ROWS = 300

export function showComplianceLog(
  { archive }: Pick<AppContext, 'archive'>,
  filter: ComplianceFilter,
): Result<RequestOutput<'complianceLog.show'>> {
  return guard(() => {
    const { entries, next } = complianceLog(archive, filter, { limit: ROWS })
    return { entries: [...entries], more: next !== null }
  })
}

/** Asks for a file and writes the log to it; null when the rep names none. Fails with `file-unwritable`, `archive-*`. */
export async function saveComplianceLog(
  { archive, chooseFile, now }: Pick<AppContext, 'archive' | 'chooseFile' | 'now'>,
  filter: ComplianceFilter,
): Promise<Result<RequestOutput<'complianceLog.export'>>> {
  const day = new Date(now()).toISOString().slice(0, 10)
  const path = await chooseFile(`compliance-log-${day}.csv`)
  if (path === null) return ok(null)
  try {
    const written = await exportComplianceLog(archive, filter, path)
    return written.ok ? ok({ path, rows: written.value }) : written
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return failed('file-unwritable', { reason: String(error.code) })
  }
}
