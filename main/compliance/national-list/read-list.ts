import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { columnsOf, fieldIn, type ListColumns } from '../../../shared/compliance/list-columns.ts'
import { listedNumberReader, whyNoNumber, type ListedNumberReader } from '../../../shared/number/listed-number.ts'
import type { BadRow } from '../../../shared/contract/national-lists.ts'

export interface ListProgress {
  readonly bytesRead: number
  readonly bytes: number
  readonly numbers: number
  readonly bad: number
}

/** What was read. */
export interface ReadList {
  /** Sorted, each once. */
  readonly numbers: Float64Array
  readonly duplicates: number
  readonly bad: number
  /** The first bad rows, with their place in the file from 1. */
  readonly badRows: readonly BadRow[]
}

const CHUNK = 1 << 22
const LONGEST_ROW = 1 << 16
const SAMPLE = 1 << 16
const BAD_ROWS_KEPT = 10_000
const MOST_NUMBERS = 50_000_000
const NEWLINE = 10
const QUOTE = 34

/**
 * Reads a CSV file of numbers: one column or several, with a heading or without. A row of which no number can be made
 * is counted and set aside. Answers in words why the whole file is none.
 *
 * @param country of numbers that are written without their country code; ISO 3166-1, or ''.
 */
export function readList(
  path: string,
  { country, onProgress }: { country: string; onProgress: (progress: ListProgress) => void },
): ReadList | { readonly unreadable: string } {
  const file = openSync(path, 'r')
  try {
    const bytes = fstatSync(file).size
    const read = listedNumberReader(country)
    const columns = sniff(file, read)
    if (!columns) return { unreadable: 'no column of it has phone numbers' }
    const rows = openRows(read, columns, { expected: Math.ceil(bytes / 11), country })
    const buffer = new Uint8Array(CHUNK + LONGEST_ROW)
    let kept = 0
    let bytesRead = 0
    for (;;) {
      const got = readSync(file, buffer, kept, CHUNK, null)
      bytesRead += got
      const end = kept + got
      const used = rows.take(buffer, end, got === 0)
      kept = end - used
      if (kept > LONGEST_ROW) return { unreadable: 'a row of it is longer than 64 KB' }
      if (rows.count() > MOST_NUMBERS) return { unreadable: 'it has more than 50 million numbers' }
      buffer.copyWithin(0, used, end)
      onProgress({ bytesRead, bytes, numbers: rows.count(), bad: rows.bad() })
      if (got === 0) return rows.sorted()
    }
  } finally {
    closeSync(file)
  }
}

function sniff(file: number, read: ListedNumberReader): ListColumns | null {
  const sample = Buffer.alloc(SAMPLE)
  const length = readSync(file, sample, 0, SAMPLE, 0)
  const text = sample.toString('utf8', 0, length).replace(/^\uFEFF/, '')
  const rows = text.split(/\r?\n/)
  if (length === SAMPLE) rows.pop()
  return columnsOf(rows.slice(0, 50), (field) => {
    const bytes = Buffer.from(field)
    return read(bytes, 0, bytes.length) > 0
  })
}

function openRows(
  read: ListedNumberReader,
  columns: ListColumns,
  { expected, country }: { expected: number; country: string },
) {
  let numbers = new Float64Array(Math.max(1024, expected))
  let count = 0
  let row = 0
  let bad = 0
  const badRows: BadRow[] = []

  function takeRow(bytes: Uint8Array, from: number, to: number): void {
    row++
    if (row <= columns.headings || isBlank(bytes, from, to)) return
    const number = columns.delimiter === 0 ? read(bytes, from, to) : fieldNumber(bytes, from, to, columns, read)
    if (number === 0) {
      bad++
      if (badRows.length >= BAD_ROWS_KEPT) return
      const text = Buffer.from(bytes.subarray(from, to)).toString()
      badRows.push({ row, text, reason: whyNoNumber(fieldIn(text, columns), country) })
      return
    }
    if (count === numbers.length) {
      const more = new Float64Array(count * 2)
      more.set(numbers)
      numbers = more
    }
    numbers[count++] = number
  }

  return {
    /** Takes whole rows, and what is left at the end of the file; answers how many bytes were used. */
    take(bytes: Uint8Array, end: number, isLast: boolean): number {
      let from = row === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
      for (;;) {
        const newline = bytes.indexOf(NEWLINE, from)
        if (newline === -1 || newline >= end) break
        takeRow(bytes, from, bytes[newline - 1] === 13 && newline > from ? newline - 1 : newline)
        from = newline + 1
      }
      if (isLast && from < end) {
        takeRow(bytes, from, end)
        from = end
      }
      return from
    },
    count: () => count,
    bad: () => bad,
    sorted(): ReadList {
      const all = numbers.subarray(0, count).sort()
      let kept = 0
      for (let at = 0; at < count; at++) {
        if (kept === 0 || all[at] !== all[kept - 1]) all[kept++] = all[at]!
      }
      return { numbers: all.subarray(0, kept), duplicates: count - kept, bad, badRows }
    },
  }
}

/** The number in the wanted field of a row; the delimiter does not count between quotes. */
function fieldNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  { delimiter, column, isSplit }: ListColumns,
  read: ListedNumberReader,
): number {
  let field = 0
  let start = from
  let isQuoted = false
  let areaFrom = 0
  let areaTo = 0
  for (let at = from; at <= to; at++) {
    if (at < to && bytes[at] === QUOTE) isQuoted = !isQuoted
    if (at < to && (isQuoted || bytes[at] !== delimiter)) continue
    if (field === column && !isSplit) return read(bytes, start, at)
    if (field === column + 1 && isSplit) return joined(bytes, [areaFrom, areaTo], [start, at], read)
    if (field === column) {
      areaFrom = start
      areaTo = at
    }
    field++
    start = at + 1
  }
  return 0
}

const whole = new Uint8Array(40)

type Span = readonly [from: number, to: number]

function joined(bytes: Uint8Array, area: Span, rest: Span, read: ListedNumberReader): number {
  const areaLength = area[1] - area[0]
  const length = areaLength + rest[1] - rest[0]
  if (length > whole.length) return 0
  whole.set(bytes.subarray(...area))
  whole.set(bytes.subarray(...rest), areaLength)
  return read(whole, 0, length)
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! > 32) return false
  return true
}
