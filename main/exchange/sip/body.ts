import { afterSpace, isToken, readParams, type Params } from './scan.ts'
import { allOf, bodyOf, firstOf, textOf, type SipMessage } from './message.ts'

export interface ContentType {
  /** In lower case, `application/sdp`. */
  readonly type: string
  readonly params: Params
}

export function readContentType(text: string): ContentType | null {
  const semicolon = text.indexOf(';')
  const type = (semicolon === -1 ? text : text.slice(0, semicolon)).trim().toLowerCase()
  const slash = type.indexOf('/')
  if (!isToken(type.slice(0, slash).trim()) || !isToken(type.slice(slash + 1).trim())) return null
  const params = semicolon === -1 ? new Map() : readParams(text, semicolon)
  return params && { type: `${type.slice(0, slash).trim()}/${type.slice(slash + 1).trim()}`, params }
}

/** A body as the rest of the exchange has it: a session description out of a multipart body stands for itself. */
export interface ReadBody {
  readonly text: string
  readonly type: string
  /** `session`, `render`, `attachment`…; null: none was named. */
  readonly disposition: string | null
}

const MOST_PARTS = 32

/** null: there is none. Of several parts (RFC 5621) that with the session description is the one that is meant. */
export function readBody(message: SipMessage): ReadBody | null {
  const bytes = bodyOf(message)
  if (bytes.length === 0) return null
  const type = readContentType(firstOf(message, 'content-type')) ?? guessedType(bytes)
  const disposition = dispositionOf(allOf(message, 'content-disposition')[0])
  const boundary = type?.type.startsWith('multipart/') ? type.params.get('boundary') : undefined
  const part = boundary ? sessionIn(textOf(bytes), boundary) : null
  return part ?? { text: textOf(bytes), type: type?.type ?? '', disposition }
}

/** RFC 4566 5: nothing else begins like this. Of a body of which nobody says what it is. */
function guessedType(bytes: Buffer): ContentType | null {
  return /^v=0\r?\n/.test(bytes.toString('latin1', 0, 5)) ? { type: 'application/sdp', params: new Map() } : null
}

function dispositionOf(value: string | undefined): string | null {
  const [word = ''] = (value ?? '').split(';', 1)
  return isToken(word.trim()) ? word.trim().toLowerCase() : null
}

/** RFC 2046 5.1.1. */
function sessionIn(text: string, boundary: string): ReadBody | null {
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`, MOST_PARTS + 1).slice(1)
  for (const part of parts) {
    if (part.startsWith('--')) return null
    const start = afterSpace(part, 0)
    const end = part.indexOf('\r\n\r\n', start)
    if (end === -1) continue
    const head = part.slice(start, end).split('\r\n')
    const value = (name: string) => {
      const line = head.find((one) => one.slice(0, one.indexOf(':')).trim().toLowerCase() === name)
      return line?.slice(line.indexOf(':') + 1).trim()
    }
    const type = readContentType(value('content-type') ?? '')
    // RFC 4566 has its own line ends, and the last one went with the boundary.
    if (type?.type === 'application/sdp')
      return { text: `${part.slice(end + 4)}\r\n`, type: type.type, disposition: 'session' }
  }
  return null
}
