import type { ComplianceEntry, ComplianceKind } from '../../../shared/contract/compliance-log.ts'
import type { LogFilter } from '../frame/desk-store.ts'

export const logKinds: readonly { readonly kind: ComplianceKind; readonly name: string }[] = [
  { kind: 'hidden', name: 'Hidden calls' },
  { kind: 'override', name: 'Overrides' },
  { kind: 'drop', name: 'Drops' },
]

/** The filter with these kinds; none of them is all of them. */
export function withKinds(filter: LogFilter, kinds: readonly ComplianceKind[]): LogFilter {
  const chosen = logKinds.map(({ kind }) => kind).filter((kind) => kinds.includes(kind))
  return { ...filter, kinds: chosen.length > 0 ? chosen : logKinds.map(({ kind }) => kind) }
}

/** From the first moment of one day to the last of another, as the fields of a date write them; empty: no bound. */
export function withDays(filter: LogFilter, from: string, until: string): LogFilter {
  return { ...filter, from: midnightOf(from, 0), until: midnightOf(until, 1) }
}

/** 2026-11-24, in the rep's own zone. */
export function dayField(at: number | null, daysBefore = 0): string {
  if (at === null) return ''
  const day = new Date(at)
  day.setDate(day.getDate() - daysBefore)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`
}

function midnightOf(day: string, daysAfter: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year ? new Date(Number(year), Number(month) - 1, Number(date) + daysAfter).getTime() : null
}

/** "Hidden: asked by *67", "Message left: “Roundtable invite”": one line for each thing that put it in the log. */
export function whatHappened(entry: ComplianceEntry): string[] {
  return entry.kinds.map((kind) => {
    if (kind === 'hidden') return `Hidden number requested: ${entry.askedBy || 'how is not known'}`
    if (kind === 'drop') return entry.recordingName ? `Recording left: “${entry.recordingName}”` : 'Recording left'
    return `Went on: “${entry.overrideReason ?? ''}”`
  })
}
