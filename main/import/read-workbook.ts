import { readSheet } from 'read-excel-file/node'
import { ok, type Result } from '../../shared/result.ts'
import { unreadable } from './decode-file.ts'

/** Is this an Excel workbook (.xlsx), by its first bytes and its name? */
export function isWorkbook(bytes: Uint8Array, name: string): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && /\.xls[xm]$/i.test(name)
}

/** The rows of the first sheet of a workbook, those with nothing in them left out. Fails with `import-unreadable`. */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<Result<string[][]>> {
  const rows = await readSheet(Buffer.from(bytes)).catch((error: unknown) => error)
  if (!Array.isArray(rows)) return unreadable(name, 'its first sheet cannot be read; save it as CSV')
  const text = (rows as readonly (readonly unknown[])[]).map((row) => row.map(inText))
  return ok(text.filter((row) => row.some((cell) => cell.trim() !== '')))
}

/** A number of many digits as it stands, a date as its day. */
function inText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'number'
    ? cell.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 6 })
    : String(cell)
}
