import type { RequestInput } from '../../shared/contract/bridge.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { lineInUse, lineOfId } from '../archive/lines.ts'
import { callEcho } from './call-echo.ts'
import { diagnoseAccount } from '../exchange/line-diagnosis/diagnose-account.ts'
import { isItself } from '../exchange/tls-trust.ts'
import type { AppContext } from '../app-context.ts'
import { bindPassword, placeOf, readIceServers, readPassword } from './line-secrets.ts'
import { readPin } from './registrar-pin.ts'
import { connectLine, practiceAccount } from './use-line.ts'

/** Begins to walk through what this line needs, as it is typed and saved or not; a walk under way ends first. */
export async function diagnoseLine(app: AppContext, request: RequestInput<'line.test'>): Promise<Result<null>> {
  const { lines, practice, secrets, sound } = app
  const { line, echoNumber } = request
  if (line.authority && !isItself(line.authority)) return failed('bad-request', { reason: 'no certificate' })
  lines.stopDiagnosis?.()
  const server = line.kind === 'sip' ? ok(line.server) : await practice.server()
  if (!server.ok) return server
  const known = line.kind === 'practice' ? practiceAccount.password : null
  const saved = lineOfId(app.archive, line.lineId)
  if (saved) await bindPassword(secrets, saved)
  const password = request.password ?? (await readPassword(secrets, line)) ?? known
  const iceServers = await readIceServers(secrets, line, request.iceCredentials)
  const isAsSaved = saved !== null && request.password === null && placeOf(saved) === placeOf(line)
  const pin = isAsSaved ? readPin(app.archive, line) : null
  const account = { line, server: server.value, password, iceServers, pin }
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  lines.stopDiagnosis = stop
  const walked = diagnoseAccount(
    account,
    {
      now: () => performance.now(),
      userAgent: app.userAgent,
      gather: (input) => sound.command('ice.gather', input),
      callEcho: echoNumber.trim() === '' ? null : (signal) => callEcho(app, account, echoNumber.trim(), signal),
      // A walk that was overtaken by the next one has nothing more to say.
      changed: (test) => lines.stopDiagnosis === stop && lines.diagnosed(test),
    },
    stopping.signal,
  )
  void walked.then(({ steps }) => {
    if (lines.stopDiagnosis === stop) lines.stopDiagnosis = null
    const wasCalled =
      echoNumber.trim() !== '' && steps.some(({ step, state }) => step === 'media' && state !== 'skipped')
    // The test registered a second phone, and some servers keep the newest one only: the line in use registers anew.
    const isInUse = lineInUse(app.archive)?.lineId === line.lineId
    if (wasCalled && isInUse && app.calls.all().every(({ phase }) => phase === 'ended')) void connectLine(app)
  })
  return ok()
}
