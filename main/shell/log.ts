import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A few small files in the app's own folder: afterbeep.log, and older ones as .1 and .2. */
export interface Log {
  readonly path: string
  readonly maxBytes: number
  readonly now: () => number
}

const olderFiles = 2

export function openLog(folder: string, now: () => number = Date.now, maxBytes = 512 * 1024): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { path: join(folder, 'afterbeep.log'), maxBytes, now }
}

/** Adds a line. Whatever could name a person is blanked, so that a rep can send the file to anyone. */
export function note(log: Log, text: string): void {
  const line = redact(text).replaceAll('\n', '\n  ')
  rotateWhenFull(log)
  appendFileSync(log.path, `${new Date(log.now()).toISOString()} ${line}\n`, { mode: 0o600 })
}

/** Adds a bug: where it showed, and its stack. */
export function noteBug(log: Log, where: string, error: unknown): void {
  note(log, `bug in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}

function rotateWhenFull({ path, maxBytes }: Log): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size < maxBytes) return
  for (let age = olderFiles; age > 0; age--) {
    const younger = age === 1 ? path : `${path}.${age - 1}`
    if (statSync(younger, { throwIfNoEntry: false })) renameSync(younger, `${path}.${age}`)
  }
}

const blank = '•••'

/*
 * In this order: what a key announces as secret or as somebody's name; headers that carry credentials or name people, to the
 * end of their line; names before an address; the user part of SIP and tel addresses and of e-mail addresses; whatever is
 * written like a phone number, with whichever of the many dashes and spaces.
 */
const secretValue =
  /(\b\w*(?:password|passwd|passphrase|pass|secret|credential|token|ha1|response|nonce|cnonce|opaque|ufrag|pwd)\b["']?\s{0,4}[=:]\s{0,4})("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;}&]+)/gi
const nameValue =
  /(\b(?:(?:display|caller|contact|full|first|last|given|family|company)[ _-]?name|name|company|notes?)\b["']?\s{0,4}[=:]\s{0,4})("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;}&]+)/gi
const tellingHeader =
  /^([ \t]*(?:(?:proxy-)?(?:authorization|authenticate)|www-authenticate|from|to|contact|p-(?:asserted|preferred)-identity|remote-party-id|refer-to|referred-by|subject|f|t|m|r|b|s)[ \t]?:).*$/gim
const nameBefore = /("(?:[^"\\]|\\.)*")(?=[ \t]{0,4}<(?:sips?|tel):)/gi
const addressUser = /\b((?:sips?|tel|callto):)[^\s@;>"'?,]+(?=[@;>"'?,\s]|$)/gi
const phoneLike = /\+?\(?\d(?:[\s()./\u2010-\u2015\u2212\ufe63\uff0d-]{0,4}\d){5,}/g

/** Blanks passwords, credentials, names, SIP users and numbers of six digits or more. Version numbers and short ids stay. */
export function redact(text: string): string {
  const told = text
    .replace(tellingHeader, `$1 ${blank}`)
    .replace(secretValue, `$1${blank}`)
    .replace(nameValue, `$1${blank}`)
    .replace(nameBefore, blank)
    .replace(addressUser, `$1${blank}`)
  return withoutMailUsers(told).replace(phoneLike, blank)
}

/** What stands before each @ that a host follows. */
function withoutMailUsers(text: string): string {
  let clean = ''
  let done = 0
  for (let sign = text.indexOf('@'); sign !== -1; sign = text.indexOf('@', sign + 1)) {
    let start = sign
    while (start > done && !/[\s<>"':;,()@]/.test(text[start - 1]!)) start--
    if (start === sign || !/[\w.-]/.test(text[sign + 1] ?? '')) continue
    clean += text.slice(done, start) + blank
    done = sign
  }
  return clean + text.slice(done)
}
