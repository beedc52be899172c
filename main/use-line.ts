import { lineIdSchema } from '../shared/ids.ts'
import type { Line } from '../shared/line.ts'
import { noCallerIdWishes } from '../shared/line-defaults.ts'
import { isLineServer } from '../shared/line-server.ts'
import { failed, ok, type Result } from '../shared/result.ts'
import { lineInUse, useLine as writeLineInUse } from './archive/lines.ts'
import { guard } from './archive/open.ts'
import type { House } from './house.ts'

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
  ...noCallerIdWishes,
  hideMethod: { kind: 'prefix', prefix: '*67' },
}

/** Uses a line from now on, and at every later start. `password: null` keeps the stored one. */
export async function useLine(
  house: House,
  { line, password }: { line: Line; password: string | null },
): Promise<Result<null>> {
  if (line.kind === 'sip' && !isLineServer(line.server)) return failed('bad-request', { reason: 'not a line server' })
  const written = guard(() => writeLineInUse(house.archive, line))
  if (!written.ok) return written
  const kept = password === null ? ok() : await house.secrets.keep(secretName(line), password)
  const connected = await connectLine(house)
  // Without a keyring the line works all the same; the rep is told that the password is not stored.
  return connected.ok ? kept : connected
}

/** Connects the line in use: at start-up, after a change, and when the practice line was started anew. */
export async function connectLine(house: House): Promise<Result<null>> {
  const { archive, exchange, practice, secrets } = house
  const line = lineInUse(archive)
  if (!line) return failed('line-none')
  const stored = await secrets.read(secretName(line))
  if (line.kind === 'sip') {
    const { server, withholdsEveryAddress } = line
    exchange.useLine({ line, server, password: stored ?? '', iceServers: [], withholdsEveryAddress })
    await practice.stop()
    return stored === null ? failed('line-password-needed', { user: line.user }) : ok()
  }
  const server = await practice.server()
  if (!server.ok) {
    house.desk.notice(server.trouble)
    return server
  }
  const password = stored ?? practiceAccount.password
  exchange.useLine({ line, server: server.value, password, iceServers: [] })
  return ok()
}

/** Back to the practice line with its own user and password. */
export async function usePracticeLine(house: House): Promise<Result<null>> {
  const used = await useLine(house, { line: practiceLine, password: practiceAccount.password })
  // Everybody knows this password: that it is not stored here is nothing to tell.
  return !used.ok && used.trouble.code === 'secret-storage-missing' ? ok() : used
}

function secretName(line: Line): string {
  return `line:${line.lineId}`
}
