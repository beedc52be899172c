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
  mkdirSync(folder, { recursive: true })
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
 * In this order: what a key announces as secret; headers that carry credentials, to the end of their line; the user
 * part of SIP and tel addresses and of e-mail addresses; whatever is written like a phone number.
 */
const secretValue =
  /(\b\w*(?:password|passwd|passphrase|secret|credential|token|ha1|response|nonce|cnonce|opaque|ufrag|pwd)\b["']?\s*[=:]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;}&]+)/gi
const secretHeader = /^((?:proxy-)?(?:authorization|authenticate)\s*:).*$/gim
const addressUser = /\b((?:sips?|tel|callto):)[^\s@;>"'?,]+(?=[@;>"'?,\s]|$)/gi
const mailUser = /[^\s<>"':;,()]+(?=@[\w.-])/g
const phoneLike = /\+?\(?\d(?:[\s()./\u00a0\u2011-]{0,2}\d){5,}/g

/** Blanks passwords, credentials, SIP users and numbers of six digits or more. Version numbers and short ids stay. */
export function redact(text: string): string {
  return text
    .replace(secretHeader, `$1 ${blank}`)
    .replace(secretValue, `$1${blank}`)
    .replace(addressUser, `$1${blank}`)
    .replace(mailUser, blank)
    .replace(phoneLike, blank)
}
