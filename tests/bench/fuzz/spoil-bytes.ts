import type { Random } from '../beep/random.ts'

/** What no text has: UTF-8 that is too long, cut off or of surrogates, marks of byte order, controls. */
const oddBytes = [
  [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0x80],
  [0x00], [0x0a], [0x0d], [0x7f], [0x1b, 0x5b], [0xe2, 0x80, 0xae], [0x22], [0x5c], [0x3c], [0x3e], [0x3b], [0x2c], [0x3a], [0x20], [0x25],
] // prettier-ignore

const hugeNumbers = ['0', '-1', '2147483648', '4294967296', '18446744073709551616', '9'.repeat(400), '1e9', '0x10', '٣']

/** The same message with one to four things done to its bytes. */
export function spoilBytes(message: Buffer, dice: Random): Buffer {
  let bytes = message
  for (let times = 1 + Math.floor(dice.next() * 4); times > 0; times--) bytes = spoiltOnce(bytes, dice)
  return bytes
}

function spoiltOnce(bytes: Buffer, dice: Random): Buffer {
  const at = Math.floor(dice.next() * bytes.length)
  const some = Math.floor(dice.next() ** 3 * 60)
  const spliced = (put: Buffer | string, taken = 0) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.from(put as string), bytes.subarray(at + taken)])
  switch (Math.floor(dice.next() * 9)) {
    case 0:
      return spliced(Buffer.from([Math.floor(dice.next() * 256)]), 1)
    case 1:
      return spliced(Buffer.from(dice.pick(oddBytes)))
    case 2:
      return spliced('', some)
    case 3:
      return spliced(bytes.subarray(at, at + some))
    case 4:
      return bytes.subarray(0, Math.max(1, at))
    case 5:
      return withNumber(bytes, dice)
    case 6:
      return spliced(dice.pick(['\r\n', '\n', '\r', '\r\n ', '\r\n\r\n']))
    default:
      return withLines(bytes, dice)
  }
}

function withNumber(bytes: Buffer, dice: Random): Buffer {
  const text = bytes.toString('latin1')
  const runs = [...text.matchAll(/\d{1,20}/g)]
  if (runs.length === 0) return bytes
  const run = dice.pick(runs)
  const put = Buffer.from(dice.pick(hugeNumbers))
  return Buffer.concat([bytes.subarray(0, run.index), put, bytes.subarray(run.index + run[0].length)])
}

/** A line of the head taken out, said twice, put elsewhere, or with another one's name. */
function withLines(bytes: Buffer, dice: Random): Buffer {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (end < 1) return bytes
  const lines = text.slice(0, end).split('\r\n')
  const from = Math.floor(dice.next() * lines.length)
  const to = Math.floor(dice.next() * lines.length)
  const turn = dice.next()
  if (turn < 0.3) lines.splice(from, 1)
  else if (turn < 0.5) lines.splice(to, 0, lines[from]!)
  else if (turn < 0.7) [lines[from], lines[to]] = [lines[to]!, lines[from]!]
  else lines[to] = `${lines[from]!.split(':', 1)[0]}:${lines[to]!.split(':').slice(1).join(':')}`
  return Buffer.from(lines.join('\r\n') + text.slice(end), 'latin1')
}
