import type { LineEntry } from '../../shared/contract/line-bridge.ts'
import type { Line } from '../../shared/line/line.ts'
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
  const password = request.password ?? (isAsked ? await secrets.read(passwordName(line)) : null)
  if (password === null) return ok()
  const kept = await secrets.keep(passwordName(line), password, how)
  return isAsked ? ok() : kept
}

export async function forgetLineSecrets(secrets: Secrets, line: Line): Promise<void> {
  await secrets.forget(passwordName(line))
  await secrets.forget(iceName(line))
}

/** For this run. */
export function rememberPassword(secrets: Secrets, line: Line, password: string): void {
  secrets.remember(passwordName(line), password)
}

export function readPassword(secrets: Secrets, line: Line): Promise<string | null> {
  return secrets.read(passwordName(line))
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
    password: line.kind === 'practice' ? 'keyring' : await secrets.whereIs(passwordName(line)),
    iceCredentials: line.iceServers.map((server) => credentials[keyOf(server)] !== undefined),
  }
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
