import type { ComplianceEntry } from '../contract/compliance-log.ts'
import { csvRow } from '../import/csv.ts'

export const complianceHeadings = csvRow([
  'started (UTC)',
  'contact',
  'company',
  'number',
  'what',
  'caller ID requested',
  'asked by',
  'override reason',
  'overridden rules',
  'recording',
  'outcome',
])

/** One row of the exported log. */
export function complianceRow(entry: ComplianceEntry): string {
  return csvRow([
    new Date(entry.startedAt).toISOString(),
    entry.name,
    entry.company,
    entry.number,
    entry.kinds.join(' '),
    entry.callerId,
    entry.askedBy,
    entry.overrideReason,
    entry.overriddenRules.map(({ rule, reason, source }) => `${rule}: ${reason} (${source})`).join('\n'),
    entry.recordingName,
    entry.outcome,
  ])
}
