import { westernEncoding } from './western-encoding.ts'
import { failed, ok, type Result } from '../../shared/result.ts'

export interface DecodedFile {
  readonly text: string
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' | 'Mac Roman'
}

/**
 * The text of a file, by its byte order mark, else by what it can be: UTF-16 where every other byte is 0, UTF-8 where it is
 * valid, else Windows-1252 or Mac Roman, which is what Excel writes in the West. Fails with `import-unreadable` for what is no text.
 */
export function decodeFile(bytes: Uint8Array, name: string): Result<DecodedFile> {
  if (bytes.length === 0) return unreadable(name, 'it is empty')
  const kind = notText(bytes)
  if (kind) return unreadable(name, kind)
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le', 'UTF-16')
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be', 'UTF-16')
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded(bytes, 'utf-8', 'UTF-8')
  const zeros = zerosIn(bytes)
  if (zeros.odd > 0.3 && zeros.even < 0.05) return decoded(bytes, 'utf-16le', 'UTF-16')
  if (zeros.even > 0.3 && zeros.odd < 0.05) return decoded(bytes, 'utf-16be', 'UTF-16')
  if (zeros.odd + zeros.even > 0) return unreadable(name, 'it is no text file')
  try {
    return ok({ text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return westernEncoding(bytes) === 'macintosh'
      ? decoded(bytes, 'macintosh', 'Mac Roman')
      : decoded(bytes, 'windows-1252', 'Windows-1252')
  }
}

function decoded(bytes: Uint8Array, label: string, encoding: DecodedFile['encoding']): Result<DecodedFile> {
  return ok({ text: new TextDecoder(label).decode(bytes), encoding })
}

/** What people drop instead of a CSV file, by its first bytes. */
function notText(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (start.startsWith('PK\x03\x04')) return 'it is an Excel workbook or a ZIP file; save it as CSV first'
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'it is an old Excel workbook; save it as CSV first'
  if (start.startsWith('%PDF')) return 'it is a PDF'
  return null
}

/** Shares of zero bytes at odd and even places of the first kilobytes. */
function zerosIn(bytes: Uint8Array): { odd: number; even: number } {
  const sample = bytes.subarray(0, 4096)
  const count = { odd: 0, even: 0 }
  for (const [at, byte] of sample.entries()) if (byte === 0) count[at % 2 ? 'odd' : 'even']++
  const half = Math.max(1, sample.length / 2)
  return { odd: count.odd / half, even: count.even / half }
}

export function unreadable(name: string, reason: string): Result<never> {
  return failed('import-unreadable', { name, reason })
}
