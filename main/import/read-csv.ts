import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import type { Delimiter } from '../../shared/import/import-delimiter.ts'
import { ok, type Result } from '../../shared/result.ts'
import { unreadable } from './decode-file.ts'

/** Parsed within a few milliseconds: a call may be up. */
const SLICE = 64 << 10

/** The rows of a CSV file, those with nothing in them left out. Fails with `import-unreadable`. */
export async function readCsv(
  text: string,
  { delimiter, name }: { delimiter: Delimiter; name: string },
): Promise<Result<string[][]>> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1 << 20,
  })
  const rows: string[][] = []
  try {
    Readable.from(slicesOf(text.replace(/^\uFEFF?sep=.\r?\n/, ''))).pipe(parser)
    for await (const row of parser as AsyncIterable<string[]>) {
      if (row.some((cell) => cell.trim() !== '')) rows.push(row)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return unreadable(name, inWords(error))
  }
  return ok(rows)
}

async function* slicesOf(text: string): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += SLICE) {
    yield text.slice(from, from + SLICE)
    await setImmediate()
  }
}

function inWords(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return `a quotation mark that opens in line ${String(error['lines'] ?? '?')} is never closed; mend that line`
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'one of its rows is longer than a megabyte'
  return `it is no CSV file (${error.code})`
}
