import { isNumber, unescaped } from './scan.ts'

/** An address as a header says it. */
export interface ReadUri {
  /** `sip`, `sips`, `tel` or whatever else, in lower case. */
  readonly scheme: string
  /** As written; of a `tel:` the number. Null: there is no @. */
  readonly user: string | null
  /** In lower case, without a trailing dot; '' for what is no SIP address. */
  readonly host: string
  readonly port: number | null
  /** Names in lower case. */
  readonly params: ReadonlyMap<string, string | null>
  readonly hasHeaders: boolean
  /** As it was written, without the headers: nothing of theirs may become part of a request of ours. */
  readonly text: string
}

/** RFC 3261 19.1 and RFC 3966, wider than they allow: what is certain about an address counts. Null for what is none. */
export function readUri(written: string): ReadUri | null {
  const colon = written.indexOf(':')
  if (colon < 1 || !isWritten(written)) return null
  const scheme = written.slice(0, colon).toLowerCase()
  if (!isScheme(scheme)) return null
  const rest = written.slice(colon + 1)
  if (scheme === 'sip' || scheme === 'sips') return readSipUri(scheme, rest, colon + 1, written)
  if (rest === '') return null
  const [number = '', ...params] = scheme === 'tel' ? rest.split(';') : [rest]
  return { scheme, user: number, host: '', port: null, params: paramsOf(params), hasHeaders: false, text: written }
}

function readSipUri(scheme: string, rest: string, offset: number, written: string): ReadUri | null {
  // Of the user ; and ? may be a part (25.1), an @ may not.
  const sign = rest.indexOf('@')
  const user = sign === -1 ? null : rest.slice(0, sign)
  const place = rest.slice(sign + 1)
  const question = place.indexOf('?')
  const located = question === -1 ? place : place.slice(0, question)
  const [hostPort = '', ...params] = located.split(';')
  const at = hostPort.startsWith('[') ? hostPort.indexOf(']') + 1 : hostPort.indexOf(':')
  const end = at > 0 ? at : hostPort.length
  const host = hostPort.slice(0, end)
  const portText = hostPort.slice(end)
  if (portText !== '' && !(portText[0] === ':' && isNumber(portText.slice(1), 5))) return null
  if (!isHost(host)) return null
  const text = question === -1 ? written : written.slice(0, offset + sign + 1 + question)
  return {
    scheme,
    user,
    host: host.toLowerCase().replace(/\.$/, ''),
    port: portText === '' ? null : Number(portText.slice(1)),
    params: paramsOf(params),
    hasHeaders: question !== -1,
    text,
  }
}

function paramsOf(written: readonly string[]): ReadonlyMap<string, string | null> {
  const params = new Map<string, string | null>()
  for (const param of written) {
    const sign = param.indexOf('=')
    const name = unescaped(sign === -1 ? param : param.slice(0, sign)).toLowerCase()
    if (name !== '' && !params.has(name)) params.set(name, sign === -1 ? null : unescaped(param.slice(sign + 1)))
  }
  return params
}

/** No spaces, controls, brackets or quotes: nothing that could end a line or an address of ours. */
function isWritten(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20 || code === 0x7f || code === 0x22 || code === 0x3c || code === 0x3e) return false
  }
  return true
}

function isScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*$/.test(text)
}

/** Letters, digits, dots, dashes and, as some write it, underscores; or an IPv6 address in brackets. */
export function isHost(text: string): boolean {
  return /^\[[0-9a-f:.]+\]$/i.test(text) || /^[a-z0-9_][a-z0-9_.-]*$/i.test(text)
}

/** The user as people know it: unescaped, without a password or parameters of a telephone number. */
export function userOf({ scheme, user }: ReadUri): string {
  if (user === null) return ''
  const said = unescaped(user)
  return scheme === 'tel' ? said : (said.split(/[;:]/, 1)[0] ?? '')
}
