import { afterQuoted, afterSpace, afterToken, isQuote, isSpace, unquoted } from './scan.ts'

/** One challenge of a 401 or 407 (RFC 9110 11.3, RFC 7616 3.3), its values unquoted. */
export interface Challenge {
  /** In lower case; `digest` is the only one that is answered. */
  readonly scheme: string
  readonly realm: string | null
  readonly nonce: string | null
  readonly opaque: string | null
  /** As written; null: none was named, which is MD5. */
  readonly algorithm: string | null
  /** In lower case; empty: none was named (RFC 2069). */
  readonly qop: readonly string[]
  readonly isStale: boolean
}

/** Every challenge in these header lines, several in one line as well; what cannot be read of one ends its line. */
export function readChallenges(lines: readonly string[]): Challenge[] {
  return lines.flatMap((line) => readSchemes(line)).map(({ scheme, values }) => challengeOf(scheme, values))
}

export interface Scheme {
  /** In lower case. */
  readonly scheme: string
  /** By name in lower case, unquoted. */
  readonly values: ReadonlyMap<string, string>
}

/** What the value of an authentication header says, a challenge's or its answer's. */
export function readSchemes(line: string): Scheme[] {
  const schemes: Scheme[] = []
  let scheme = ''
  let values = new Map<string, string>()
  let at = 0

  function close(): void {
    if (scheme !== '') schemes.push({ scheme, values })
    values = new Map()
  }

  while (at < line.length) {
    at = afterSeparators(line, at)
    const end = afterToken(line, at)
    if (end === at) break
    const word = line.slice(at, end)
    const next = afterSpace(line, end)
    if (line[next] !== '=') {
      // A word without a value begins the next challenge.
      close()
      scheme = word.toLowerCase()
      at = next
      continue
    }
    at = afterSpace(line, next + 1)
    const valueEnd = isQuote(line, at) ? afterQuoted(line, at) : afterBareValue(line, at)
    if (valueEnd === -1) break
    const name = word.toLowerCase()
    if (!values.has(name)) values.set(name, unquoted(line.slice(at, valueEnd)))
    at = valueEnd
  }
  close()
  return schemes
}

function challengeOf(scheme: string, values: ReadonlyMap<string, string>): Challenge {
  const qop = (values.get('qop') ?? '')
    .toLowerCase()
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '')
  return {
    scheme,
    realm: values.get('realm') ?? null,
    nonce: values.get('nonce') ?? null,
    opaque: values.get('opaque') ?? null,
    algorithm: values.get('algorithm') ?? null,
    qop,
    isStale: values.get('stale')?.toLowerCase() === 'true',
  }
}

function afterSeparators(line: string, at: number): number {
  let end = at
  while (line[end] === ',' || isSpace(line.charCodeAt(end))) end++
  return end
}

function afterBareValue(line: string, at: number): number {
  let end = at
  while (end < line.length && line[end] !== ',' && !isSpace(line.charCodeAt(end))) end++
  return end
}
