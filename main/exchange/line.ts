import { UserAgent, UserAgentState } from 'sip.js'
import type { LineState } from '../../shared/contract/line.ts'
import { isLineServer } from '../../shared/line/line-server.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { connectionTrouble } from './connection-trouble.ts'
import { openCredentials } from './digest.ts'
import { openCallPrivacy } from './call-privacy.ts'
import { openHeartbeat } from './heartbeat.ts'
import { atMost, later } from './later.ts'
import { retryDelay } from './limits.ts'
import { makeLineAgent } from './line-agent.ts'
import { deadLine, type LineAccount, type LinePorts, type LineReports, type OpenLine } from './open-line.ts'
import { openRegistration } from './registration.ts'
import { openRequestRates } from './request-rates.ts'
import { addressOfRecord, hostOf } from './sip-address.ts'
import { trustFor } from './tls-trust.ts'

/*
 * One line: connects, registers, stays registered.
 *
 *        ┌────────────────────────── at once, or after a delay ◀──────────────────────────┐
 *        ▼                                                                                │
 *   connecting ──open──▶ registering ──200──▶ registered ──socket lost, ping unanswered──▶┤
 *        │                    │   ▲               │                                       │
 *        │                    │   └── refresh ────┘                                       │
 *        └── cannot connect ──┴── no answer, refused for now ──▶ waiting (trouble) ────────┘
 *                             │
 *                             └── 401, 403, 407 ──▶ refused (trouble; only another account helps)
 *
 * What is told is what the registrar accepted last, never what is hoped for.
 */
type Phase = 'connecting' | 'registering' | 'registered' | 'waiting' | 'refused' | 'closed'

/** No sane registrar grants more, and a timer cannot wait for longer than 24.8 days. */
const MOST_EXPIRES_S = 86_400

export function openLine(account: LineAccount, ports: LinePorts, reports: LineReports): OpenLine {
  const { limits, now, log } = ports
  const { line, server } = account
  const domain = line.domain || hostOf(server)
  const user = line.authUser || line.user
  const address = addressOfRecord(line.user, domain)
  const registrar = UserAgent.makeURI(`sip:${domain}`)
  const { password } = account
  if (password === null || !address || !registrar || !isLineServer(server)) return deadLine(account, domain, reports)

  let phase: Phase = 'connecting'
  let signalling = false
  let registeredUntil: number | null = null
  let registeredAt = 0
  let acceptedAt: number | null = null
  let trouble: Trouble | null = null
  let retryAt: number | null = null
  let attempt = 0
  let inCall = false
  /** What was asked for on an earlier connection is answered to nobody. */
  let connection = 0
  let told = ''
  let closing: Promise<void> | null = null
  const timers = { retry: later(), answer: later(), refresh: later() }

  const callPrivacy = openCallPrivacy()
  const { isHidden } = callPrivacy
  const servers = [...new Set([domain, hostOf(server)].map((host) => host.toLowerCase()))]
  const credentials = openCredentials({
    user,
    password,
    domain,
    servers,
    moreRealms: line.moreRealms,
    refusesMd5: line.refusesMd5,
    pin: account.pin ?? null,
    pinned: reports.pinned,
    isWanted: reports.isCallWanted,
    isHidden,
    dialled: reports.dialled,
  })
  const { agent, transport } = makeLineAgent({
    address,
    server,
    credentials,
    callPrivacy,
    connectMs: limits.connectMs,
    userAgent: ports.userAgent,
    trust: () => trustFor(line.authority, ports.authorities),
    disconnected: lost,
    progressed: reports.progressed,
    invited: reports.invited,
    refused: reports.refused,
    domains: servers,
    rates: openRequestRates({ now: () => performance.now(), ofOne: limits.requestsOfOne, ofAll: limits.requests }),
    log,
  })
  const registration = openRegistration(agent, registrar)
  const heartbeat = openHeartbeat(agent, registrar, {
    limits,
    isInCall: () => inCall,
    alive: () => void (attempt = 0),
    dead: () => transport.drop('OPTIONS was not answered'),
  })

  async function connect(): Promise<void> {
    phase = 'connecting'
    const mine = ++connection
    try {
      await (agent.state === UserAgentState.Started ? agent.reconnect() : agent.start())
    } catch (error) {
      if (mine === connection) waitBecause(connectionTrouble(error as Error, server, line.authority))
      return
    }
    if (mine === connection) register()
  }

  function register(): void {
    if (phase !== 'registered') phase = 'registering'
    const mine = connection
    timers.answer.set(limits.registerMs, () => transport.drop('REGISTER was not answered'))
    registration.register(line.registerExpiryS, {
      accepted: (expiresS) => mine === connection && accepted(Math.min(expiresS, MOST_EXPIRES_S)),
      refused: (status, reason, afterS) => mine === connection && refused(status, reason, afterS),
    })
  }

  function accepted(expiresS: number): void {
    timers.answer.clear()
    credentials.accepted()
    acceptedAt = now()
    registeredUntil = acceptedAt + expiresS * 1000
    // Early enough for some tries before it lapses.
    timers.refresh.set(expiresS * 800, register)
    trouble = retryAt = null
    if (phase !== 'registered') {
      phase = 'registered'
      registeredAt = now()
      heartbeat.start()
    }
    tell()
    if (!signalling) {
      signalling = true
      reports.up()
    }
  }

  function refused(status: number, reason: string, retryAfterS: number): void {
    clearTimers()
    const why = credentials.refusal()
    const challenged = status === 401 || status === 407
    const about = { user, reason: challenged && why !== null ? `it asks for ${why}` : `${status} ${reason}` }
    trouble =
      challenged && why === null ? { code: 'line-refused-password', about: { user } } : { code: 'line-refused', about }
    if (!challenged && status !== 403) return waitBecause(trouble, retryAfterS * 1000)
    // To ask again with the same password would only get the rep's address banned.
    phase = 'refused'
    registeredUntil = retryAt = null
    tell()
    // Calls that stand are the server's own business, and need the socket for their BYE.
    if (!inCall) void transport.disconnect()
  }

  /** The socket was open and is not any more. */
  function lost(error: Error | undefined): void {
    connection++
    if (phase === 'closed') return
    log(`line: the connection was lost: ${error?.message ?? 'closed'}`)
    clearTimers()
    registeredUntil = null
    if (phase === 'registered' && now() - registeredAt >= limits.steadyMs) attempt = 0
    if (phase === 'registered' && attempt === 0) {
      attempt = 1
      phase = 'connecting'
      tell()
      // Not from within the transport's own callback.
      timers.retry.set(0, () => void connect())
    } else if (phase !== 'refused') waitBecause({ code: 'line-unreachable', about: { server } })
    if (!signalling) return
    signalling = false
    reports.down()
  }

  function waitBecause(why: Trouble, leastMs = 0): void {
    const [firstMs, mostMs] = inCall
      ? [limits.retryInCallFirstMs, limits.retryInCallMostMs]
      : [limits.retryFirstMs, limits.retryMostMs]
    const delayMs = Math.max(leastMs, retryDelay(attempt++, firstMs, mostMs))
    phase = 'waiting'
    trouble = why
    registeredUntil = null
    retryAt = now() + delayMs
    timers.retry.set(delayMs, retry)
    tell()
  }

  function retry(): void {
    timers.retry.clear()
    if (transport.isConnected()) register()
    else void connect()
  }

  function state(): LineState {
    const shown = phase === 'registered' ? 'registered' : trouble ? 'trouble' : 'connecting'
    return { line, state: shown, acceptedAt, registeredUntil, retryAt, trouble }
  }

  function tell(): void {
    const next = state()
    const text = JSON.stringify(next)
    if (text === told || phase === 'closed') return
    told = text
    reports.changed(next)
  }

  function clearTimers(): void {
    heartbeat.stop()
    for (const timer of Object.values(timers)) timer.clear()
  }

  async function farewell(): Promise<void> {
    const mustUnregister = phase === 'registered' && transport.isConnected()
    phase = 'closed'
    connection++
    clearTimers()
    if (mustUnregister) {
      const { promise, resolve } = Promise.withResolvers<void>()
      registration.register(0, { accepted: () => resolve(), refused: () => resolve() })
      await atMost(limits.farewellMs, promise)
    }
    await transport.disconnect()
    if (agent.state === UserAgentState.Started) await agent.stop()
  }

  tell()
  void connect()
  return {
    account,
    agent,
    callPrivacy,
    domain,
    state,
    canSignal: () => signalling,
    answersRealm: credentials.mayHave,
    proofRefusal: credentials.refusal,
    setInCall(value) {
      if (value === inCall) return
      inCall = value
      if (phase === 'registered') heartbeat.start()
      if (phase === 'refused' && !inCall) void transport.disconnect()
    },
    check() {
      if (phase === 'registered') heartbeat.beatNow()
      if (phase === 'waiting') retry()
    },
    close: () => (closing ??= farewell()),
  }
}
