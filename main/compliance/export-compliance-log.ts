import { setImmediate } from 'node:timers/promises'
import type { ComplianceFilter } from '../../shared/contract/compliance-log.ts'
import { complianceHeadings, complianceRow } from '../../shared/compliance/compliance-row.ts'
import type { Result } from '../../shared/result.ts'
import { ok } from '../../shared/result.ts'
import { complianceLog, type LogPlace } from '../archive/compliance-log.ts'
import { guard, type Archive } from '../archive/open.ts'
import { writeWhole } from '../shell/write-file-atomic.ts'

/** Few enough for a page to stay within milliseconds: a call may be up. */
const PAGE = 250
/** Spreadsheets take a file without it for one in a code page of the last century. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Writes the compliance log as a CSV file, whole or not at all; an older file of that name is replaced. Answers how many
 * rows. Fails with `archive-*`; throws what the file system says of the path.
 */
export async function exportComplianceLog(
  db: Archive,
  filter: ComplianceFilter,
  path: string,
): Promise<Result<number>> {
  const rows: string[] = []
  let after: LogPlace | null = null
  do {
    const page = guard(() => complianceLog(db, filter, { limit: PAGE, after }))
    if (!page.ok) return page
    rows.push(...page.value.entries.map(complianceRow))
    after = page.value.next
    await setImmediate()
  } while (after)
  await writeWhole(path, `${BYTE_ORDER_MARK}${complianceHeadings}${rows.join('')}`)
  return ok(rows.length)
}
