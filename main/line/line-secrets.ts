import type { LineEntry } from '../../shared/contract/line-bridge.ts'
import type { Line } from '../../shared/contract/line.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { IceServer } from '../exchange/media.ts'
import type { Secrets } from '../shell/secrets.ts'

/** What goes with a line and is never shown: each null keeps what is kept. */
export interface LineSecrets {
  readonly password: string | null
  /** In the order of `line.iceServers`. */
  readonly iceCredentials?: readonly (string | null)[] | undefined
  /** The rep agrees to the weak storage. */
  readonly weakly?: boolean | undefined
}

/**
 * Fails with `secret-storage-missing` when they are kept for this run only, unless the rep was asked and wants it so:
 * with `weakly` given, what is kept already moves to where it is wanted too.
 */
export async function keepLineSecrets(secrets: Secrets, line: Line, request: LineSecrets): Promise<Result<null>> {
  const { iceCredentials = [], weakly } = request
  const isAsked = weakly !== undefined
  const how = { weakly: weakly ?? false }
  const credentials = await credentialsOf(secrets, line, iceCredentials)
  if (Object.keys(credentials).length === 0) await secrets.forget(iceName(line))
  else {
    const written = JSON.stringify(credentials)
    if (isAsked || written !== (await secrets.read(iceName(line)))) await secrets.keep(iceName(line), written, how)
  }
  const bound = request.password === null ? null : bind(line, request.password)
  const kept = bound ?? (isAsked ? await secrets.read(passwordName(line)) : null)
  if (kept === null) return ok()
  const stored = await secrets.keep(passwordName(line), kept, how)
  return isAsked ? ok() : stored
}

export async function forgetLineSecrets(secrets: Secrets, line: Line): Promise<void> {
  await secrets.forget(passwordName(line))
  await secrets.forget(iceName(line))
}

/** For this run. */
export function rememberPassword(secrets: Secrets, line: Line, password: string): void {
  secrets.remember(passwordName(line), bind(line, password))
}

/**
 * The password of a line, for the server and the user it was typed for; null where there is none for these. A line that
 * is told to go elsewhere takes no password along: whoever can change a line could have it sent to themselves.
 */
export async function readPassword(secrets: Secrets, line: Line): Promise<string | null> {
  const kept = readBound(await secrets.read(passwordName(line)))
  return kept?.place === placeOf(line) ? kept.password : null
}

/** Binds what was kept before passwords were bound: to this line, as the archive has it. */
export async function bindPassword(secrets: Secrets, line: Line): Promise<void> {
  const name = passwordName(line)
  const kept = await secrets.read(name)
  if (kept === null || readBound(kept) !== null) return
  const bound = bind(line, kept)
  const where = await secrets.whereIs(name)
  if (where === 'typed') secrets.remember(name, bound)
  else await secrets.keep(name, bound, { weakly: where === 'weakly' })
}

/** Who gets to see proof of a line's password, and as whom. */
export function placeOf({ server, domain, user, authUser }: Line): string {
  return JSON.stringify([server, domain, user, authUser])
}

/** Nobody's password begins like this. */
const BOUND = 'afterbeep-bound:'

function bind(line: Line, password: string): string {
  return BOUND + JSON.stringify({ place: placeOf(line), password })
}

function readBound(kept: string | null): { place: string; password: string } | null {
  return kept?.startsWith(BOUND) ? (JSON.parse(kept.slice(BOUND.length)) as { place: string; password: string }) : null
}

/** @param typed credentials that are not saved yet, in the order of the servers. */
export async function readIceServers(
  secrets: Secrets,
  line: Line,
  typed: readonly (string | null)[] = [],
): Promise<IceServer[]> {
  const credentials = await credentialsOf(secrets, line, typed)
  return line.iceServers.map((server) => {
    const credential = credentials[keyOf(server)]
    // Chromium throws at a TURN server without both (W3C WebRTC 4.4.1.6).
    const isTurn = server.urls.startsWith('turn')
    return { urls: server.urls, ...(isTurn && { username: server.user, credential: credential ?? '' }) }
  })
}

export async function entryOf(secrets: Secrets, line: Line, inUse: boolean): Promise<LineEntry> {
  const credentials = await credentialsOf(secrets, line, [])
  return {
    line,
    inUse,
    // Everybody knows that of the practice line.
    password: line.kind === 'practice' ? 'keyring' : await whereabouts(secrets, line),
    iceCredentials: line.iceServers.map((server) => credentials[keyOf(server)] !== undefined),
  }
}

async function whereabouts(secrets: Secrets, line: Line): Promise<LineEntry['password']> {
  return (await readPassword(secrets, line)) === null ? 'missing' : secrets.whereIs(passwordName(line))
}

/** A credential belongs to one server and one user: with another address it would go to somebody else. */
function keyOf({ urls, user }: Line['iceServers'][number]): string {
  return `${user} ${urls}`
}

async function credentialsOf(secrets: Secrets, line: Line, typed: readonly (string | null)[]) {
  const kept = (JSON.parse((await secrets.read(iceName(line))) ?? '{}') ?? {}) as Record<string, string>
  const all: Record<string, string> = {}
  for (const [index, server] of line.iceServers.entries()) {
    const credential = typed[index] ?? kept[keyOf(server)]
    if (credential !== undefined) all[keyOf(server)] = credential
  }
  return all
}

function passwordName({ lineId }: Line): string {
  return `line:${lineId}`
}

function iceName({ lineId }: Line): string {
  return `line:${lineId}:ice`
}
