import { afterSpace, afterToken, atCommas, isNumber, readParams, type Params } from './scan.ts'
import { isHost } from './uri.ts'

/** One hop of the way a message came (RFC 3261 20.42). */
export interface Via {
  readonly version: string
  readonly transport: string
  readonly host: string
  readonly port: number | null
  /** Null: what follows the sent-by cannot be read. */
  readonly params: Params | null
  readonly text: string
}

/** The hops in order; null where one does not even say where it is. */
export function readVias(lines: readonly string[]): Via[] | null {
  const vias: Via[] = []
  for (const line of lines) {
    for (const part of atCommas(line)) {
      const via = readVia(part)
      if (via) vias.push(via)
      // What is left of `;;,;,,`: the hop before it is one whose parameters cannot be read.
      else if (vias.length > 0 && /^[;,\s]*$/.test(part)) vias[vias.length - 1] = { ...vias.at(-1)!, params: null }
      else return null
    }
  }
  return vias
}

function readVia(text: string): Via | null {
  const parts: string[] = []
  let at = 0
  for (let part = 0; part < 3; part++) {
    at = afterSpace(text, at)
    const end = afterToken(text, at)
    if (end === at) return null
    parts.push(text.slice(at, end))
    at = afterSpace(text, end)
    if (part === 2) break
    if (text[at] !== '/') return null
    at++
  }
  const [name = '', version = '', transport = ''] = parts
  if (name.toUpperCase() !== 'SIP') return null
  const semicolon = text.indexOf(';', at)
  const place = text.slice(at, semicolon === -1 ? text.length : semicolon).trim()
  const bracket = place.startsWith('[') ? place.indexOf(']') + 1 : place.indexOf(':')
  const hostEnd = bracket > 0 ? bracket : place.length
  const host = place.slice(0, hostEnd).trim()
  const rest = place.slice(hostEnd).trim()
  const port = rest === '' ? null : rest.slice(1).trim()
  if (!isHost(host) || (port !== null && (rest[0] !== ':' || !isNumber(port, 5)))) return null
  return {
    version: `${name}/${version}`.toUpperCase(),
    transport: transport.toUpperCase(),
    host: host.toLowerCase(),
    port: port === null ? null : Number(port),
    params: semicolon === -1 ? new Map() : readParams(text, semicolon),
    text,
  }
}
