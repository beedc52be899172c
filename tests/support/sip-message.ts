/** A SIP message taken apart by hand, so that nothing here shares a parser with what it tests. */
export interface SipMessage {
  /** Of a request; null for a response. */
  readonly method: string | null
  /** Of a response; null for a request. */
  readonly status: number | null
  readonly startLine: string
  readonly body: string
  readonly raw: string
  /** The first of this name, whatever its case. */
  header(name: string): string | undefined
  headers(name: string): string[]
}

export function parseSip(raw: string): SipMessage {
  const end = raw.indexOf('\r\n\r\n')
  const [startLine = '', ...lines] = raw.slice(0, end === -1 ? undefined : end).split('\r\n')
  const fields = lines.map((line) => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() }
  })
  const headers = (name: string) =>
    fields.filter((field) => field.name === name.toLowerCase()).map((field) => field.value)
  const status = /^SIP\/2\.0 (\d{3})/.exec(startLine)?.[1]
  return {
    method: status ? null : (startLine.split(' ')[0] ?? ''),
    status: status ? Number(status) : null,
    startLine,
    body: end === -1 ? '' : raw.slice(end + 4),
    raw,
    header: (name) => headers(name)[0],
    headers,
  }
}

/** The text of a message; Content-Length is added. */
export function writeSip(startLine: string, headers: readonly (readonly [string, string])[], body = ''): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  return [startLine, ...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')
}

/** What a challenge or its answer says, unquoted. */
export function digestParameter(header: string | undefined, name: string): string | undefined {
  return new RegExp(`[\\s,]${name}="?([^",]*)"?`).exec(header ?? '')?.[1]
}
