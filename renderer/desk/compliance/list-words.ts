import type { ListImportView } from '../../../shared/contract/national-lists.ts'
import { date } from '../controls/times.ts'

const grouped = new Intl.NumberFormat('en-GB')

/** 10,000,000 */
export function count(number: number): string {
  return grouped.format(number)
}

/** "1 Nov 2026", of what a date field writes. */
export function day10(field: string): string {
  return date(Date.parse(`${field}T12:00:00Z`), 'UTC')
}

/** What a list takes on the disk: 8 bytes a number. */
export function sizeInWords(numbers: number): string {
  const bytes = numbers * 8
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** How much of the file has been read, in percent. */
export function share({ bytesRead, bytes }: ListImportView): number {
  return bytes === 0 ? 0 : Math.min(100, (bytesRead / bytes) * 100)
}

/** All of it has been read: what follows has no measure. */
export function isSorting({ bytesRead, bytes }: ListImportView): boolean {
  return bytes > 0 && bytesRead >= bytes
}
