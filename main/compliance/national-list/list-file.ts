import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

/*
 * A national list on disk: 8 bytes for each number, sorted, and the first number of every block at the end.
 *
 *   512 bytes       {"format":"afterbeep-national-list-1","name":…,"region":…,"asOf":…,"importedAt":…,"count":…} and spaces
 *   count × 8       the numbers as little-endian doubles (15 digits fit exactly), ascending, each once
 *   blocks × 8      the first number of every 512: 160 KB for 10 million, kept in memory, so that a look-up reads 4 KB once
 */
const HEADER_BYTES = 512
const NUMBER_BYTES = 8
const BLOCK = 512
const FORMAT = 'afterbeep-national-list-1'
const SLICE = 1 << 20

export interface ListAbout {
  readonly name: string
  /** ISO 3166-1 of its numbers, and the day it is of, as 2026-11-01; each empty where it was not said. */
  readonly region: string
  readonly asOf: string
  readonly importedAt: number
  readonly count: number
}

export interface ListFile {
  readonly about: ListAbout
  readonly file: number
  /** The first number of each block. */
  readonly index: Float64Array
}

/** Writes the numbers, which must be sorted and each there once, and waits for the disk. */
export function writeListFile(path: string, about: Omit<ListAbout, 'count'>, numbers: Float64Array): void {
  const header = Buffer.alloc(HEADER_BYTES, ' ')
  const json = JSON.stringify({ format: FORMAT, ...about, name: about.name.slice(0, 60), count: numbers.length })
  header.write(json, 'utf8')
  const index = new Float64Array(Math.ceil(numbers.length / BLOCK))
  for (let block = 0; block < index.length; block++) index[block] = numbers[block * BLOCK]!
  const file = openSync(path, 'wx', 0o600)
  try {
    writeAll(file, header)
    for (let from = 0; from < numbers.length; from += SLICE)
      writeAll(file, bytesOf(numbers.subarray(from, from + SLICE)))
    writeAll(file, bytesOf(index))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Null for a file that is not a whole list. Throws what the file system says of one that cannot be read. */
export function openListFile(path: string): ListFile | null {
  const file = openSync(path, 'r')
  let isOpen = false
  try {
    const about = aboutIn(readAt(file, 0, HEADER_BYTES))
    if (!about) return null
    const blocks = Math.ceil(about.count / BLOCK)
    const indexAt = HEADER_BYTES + about.count * NUMBER_BYTES
    if (fstatSync(file).size !== indexAt + blocks * NUMBER_BYTES) return null
    const index = numbersIn(readAt(file, indexAt, blocks * NUMBER_BYTES))
    isOpen = true
    return { about, file, index }
  } finally {
    if (!isOpen) closeSync(file)
  }
}

const block = Buffer.from(new ArrayBuffer(BLOCK * NUMBER_BYTES))
const blockNumbers = numbersIn(block)

/** Is the number in the list? One binary search in memory, one read of 4 KB, and another search. */
export function isInList({ about, file, index }: ListFile, number: number): boolean {
  const at = lastNotAbove(index, index.length, number)
  if (at < 0) return false
  const length = Math.min(BLOCK, about.count - at * BLOCK)
  const bytes = length * NUMBER_BYTES
  if (readSync(file, block, 0, bytes, HEADER_BYTES + at * BLOCK * NUMBER_BYTES) !== bytes) {
    throw Object.assign(new Error('the national list is cut short'), { code: 'EIO' })
  }
  return blockNumbers[lastNotAbove(blockNumbers, length, number)] === number
}

function lastNotAbove(numbers: Float64Array, length: number, wanted: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numbers[middle]! <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}

function aboutIn(header: Buffer): ListAbout | null {
  try {
    const { format, name, region, asOf, importedAt, count } = JSON.parse(header.toString('utf8')) as Record<
      string,
      unknown
    >
    const isWhole =
      format === FORMAT &&
      typeof name === 'string' &&
      typeof region === 'string' &&
      typeof asOf === 'string' &&
      Number.isSafeInteger(importedAt)
    return isWhole && Number.isSafeInteger(count) && (count as number) >= 0
      ? { name, region, asOf, importedAt: importedAt as number, count: count as number }
      : null
  } catch {
    return null
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(length))
  const read = readSync(file, bytes, 0, length, position)
  return bytes.subarray(0, read)
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from)
}

/** Every platform of Electron is little-endian. */
function bytesOf(numbers: Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

function numbersIn(bytes: Buffer): Float64Array {
  return new Float64Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / NUMBER_BYTES))
}
