import { lineIdSchema, type LineId } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { lineDefaults } from '../../shared/line/line-defaults.ts'
import { isLineServer } from '../../shared/line/line-server.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import {
  lineInUse,
  lineOfId,
  removeLine as writeRemoval,
  saveLine as writeLine,
  savePin,
  putLineInUse,
} from '../archive/lines.ts'
import { guard } from '../archive/open.ts'
import { isItself } from '../exchange/tls-trust.ts'
import { readPin } from './registrar-pin.ts'
import type { AppContext } from '../app-context.ts'
import { awaitKeyring } from './await-keyring.ts'
import {
  bindPassword,
  forgetLineSecrets,
  keepLineSecrets,
  placeOf,
  readIceServers,
  readPassword,
  rememberPassword,
  type LineSecrets,
} from './line-secrets.ts'

/** The account that every copy of the practice line knows: it guards nothing, it makes the registration real. */
export const practiceAccount = { user: 'rep', password: 'practice' } as const

export const practiceLine: Line = {
  lineId: lineIdSchema.parse('practice'),
  kind: 'practice',
  name: 'Practice line',
  server: '',
  domain: '',
  user: practiceAccount.user,
  authUser: '',
  callerName: '',
  // What the prospects of the practice line obey, as a phone network of theirs would.
  ...lineDefaults,
  hideMethod: { kind: 'prefix', prefix: '*67' },
}

/** Uses a line from now on, and at every later start. `password: null` keeps the stored one. */
export function useLine(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'lines' | 'practice' | 'secrets'>,
  request: { line: Line } & LineSecrets,
): Promise<Result<null>> {
  return keepLine(app, request, putLineInUse)
}

/** Saves a line, new or known; another one may be in use. The one in use connects anew. */
export function saveLine(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'lines' | 'practice' | 'secrets'>,
  request: { line: Line } & LineSecrets,
): Promise<Result<null>> {
  return keepLine(app, request, writeLine)
}

async function keepLine(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'lines' | 'practice' | 'secrets'>,
  { line, ...secrets }: { line: Line } & LineSecrets,
  write: typeof writeLine,
): Promise<Result<null>> {
  if (line.kind === 'sip' && !isLineServer(line.server)) return failed('bad-request', { reason: 'not a line server' })
  if (line.authority && !isItself(line.authority)) return failed('bad-request', { reason: 'no certificate' })
  const { archive } = app
  const before = lineOfId(archive, line.lineId)
  // What was kept before passwords were bound to their place belongs to where the line was.
  if (before) await awaitKeyring(app, bindPassword(app.secrets, before))
  const isElsewhere = before !== null && placeOf(before) !== placeOf(line)
  const written = guard(() => {
    write(archive, line)
    // Another server, or a password that the rep has typed anew: what the registrar asks for next counts.
    if (isElsewhere || secrets.password !== null) savePin(archive, line.lineId, null)
  })
  if (!written.ok) return written
  const kept = await awaitKeyring(app, keepLineSecrets(app.secrets, line, secrets))
  const connected = lineInUse(archive)?.lineId === line.lineId ? await connectLine(app) : ok()
  await app.lines.changed()
  // Without a keyring the line works all the same; the rep is told that the password is not stored.
  return connected.ok ? kept : connected
}

/** Makes calls on this line from now on. `not-found`. */
export async function chooseLine(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'lines' | 'practice' | 'secrets'>,
  lineId: LineId,
): Promise<Result<null>> {
  const line = lineOfId(app.archive, lineId)
  if (!line) return failed('not-found')
  const written = guard(() => putLineInUse(app.archive, line))
  if (!written.ok) return written
  const connected = await connectLine(app)
  await app.lines.changed()
  return connected
}

/** Takes a line off the list; the practice line takes the place of the one in use, and always stays itself. */
export async function removeLine(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'lines' | 'practice' | 'secrets'>,
  lineId: LineId,
): Promise<Result<null>> {
  const line = lineOfId(app.archive, lineId)
  if (!line) return failed('not-found')
  if (line.kind === 'practice') return failed('bad-request', { reason: 'the practice line stays' })
  if (lineInUse(app.archive)?.lineId === lineId) {
    const practised = await usePracticeLine(app)
    if (!practised.ok) return practised
  }
  const removed = guard(() => writeRemoval(app.archive, lineId))
  if (!removed.ok) return removed
  await forgetLineSecrets(app.secrets, line)
  await app.lines.changed()
  return ok()
}

/** The password of a line that is not stored, for this run. */
export async function signIn(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'lines' | 'practice' | 'secrets'>,
  { lineId, password }: { lineId: LineId; password: string },
): Promise<Result<null>> {
  const line = lineOfId(app.archive, lineId)
  if (!line) return failed('not-found')
  rememberPassword(app.secrets, line, password)
  const forgotten = guard(() => savePin(app.archive, lineId, null))
  if (!forgotten.ok) return forgotten
  const connected = lineInUse(app.archive)?.lineId === lineId ? await connectLine(app) : ok()
  await app.lines.changed()
  return connected
}

/** Connects the line in use: at start-up, after a change, and when the practice line was started anew. */
export async function connectLine(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'practice' | 'secrets'>,
): Promise<Result<null>> {
  const { archive, exchange, practice, secrets } = app
  const line = lineInUse(archive)
  if (!line) return failed('line-none')
  const [stored, iceServers] = await awaitKeyring(
    app,
    bindPassword(secrets, line).then(() => Promise.all([readPassword(secrets, line), readIceServers(secrets, line)])),
  )
  // Another line may have been chosen while the keyring was asked.
  const isStillInUse = () => lineInUse(archive)?.lineId === line.lineId
  if (!isStillInUse()) return ok()
  if (line.kind === 'sip') {
    const { server, withholdsEveryAddress } = line
    const pin = readPin(archive, line)
    exchange.setLine({ line, server, password: stored, iceServers, withholdsEveryAddress, pin })
    await practice.stop()
    return stored === null ? failed('line-password-needed', { user: line.user }) : ok()
  }
  const server = await practice.server()
  if (!isStillInUse()) return ok()
  if (!server.ok) {
    app.desk.notice(server.trouble)
    return server
  }
  const password = stored ?? practiceAccount.password
  exchange.setLine({ line, server: server.value, password, iceServers })
  return ok()
}

/** Back to the practice line with its own user and password. */
export async function usePracticeLine(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'lines' | 'practice' | 'secrets'>,
): Promise<Result<null>> {
  const used = await useLine(app, { line: practiceLine, password: practiceAccount.password })
  // Everybody knows this password: that it is not stored here is nothing to tell.
  return !used.ok && used.trouble.code === 'secret-storage-missing' ? ok() : used
}
