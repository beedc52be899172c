import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Line } from '../../../shared/contract/line.ts'
import { diagnosisSteps, type LineDiagnosis, type DiagnosisStep } from '../../../shared/contract/line-diagnosis.ts'
import type { ProofRules } from '../challenges.ts'
import type { Pin } from '../digest.ts'
import type { IceServer } from '../media.ts'
import { hostOf } from '../sip-address.ts'
import { openRegistrar } from './ask-registrar.ts'
import { checkCertificate } from './check-certificate.ts'
import { connectTcp } from './connect-tcp.ts'
import { findCandidates, type Gather } from './find-candidates.ts'
import { openWebSocket } from './open-websocket.ts'
import { resolveAddress } from './resolve-address.ts'
import { failedStep, skipped, type StepResult } from './step.ts'

export interface DiagnosedAccount {
  readonly line: Line
  /** The practice line's differs from what its line says. */
  readonly server: string
  readonly password: string | null
  readonly iceServers: readonly IceServer[]
  /** What the registrar has taken before; left out: nothing yet, or another password is tried. */
  readonly pin?: Pin | null
}

export interface DiagnosisPorts {
  /** Milliseconds, of any clock that only goes forward. */
  readonly now: () => number
  readonly userAgent: string
  readonly gather: Gather
  /** Calls a number that plays back what it hears; null: none was given. */
  readonly callEcho: ((signal: AbortSignal) => Promise<StepResult<null>>) | null
  /** PEM certificates trusted instead of the public ones: for tests. */
  readonly authorities?: readonly string[]
  readonly stepMs?: number
  /** Told whole at each change. */
  readonly changed: (diagnosis: LineDiagnosis) => void
}

/** Walks the steps one after the other, and says each as it happens. Resolves when the walk is over; never rejects. */
export async function diagnoseAccount(
  account: DiagnosedAccount,
  ports: DiagnosisPorts,
  signal: AbortSignal,
): Promise<LineDiagnosis> {
  const { line, server, password, iceServers, pin = null } = account
  const { stepMs = 5_000, now } = ports
  const limits = { stepMs }
  const domain = line.domain || hostOf(server)
  const rules: ProofRules = {
    mayHave: (realm) => pin === null || pin.realm === realm || line.moreRealms.includes(realm),
    least: pin?.algorithm ?? null,
    refusesMd5: line.refusesMd5,
  }
  const registrant = {
    rules,
    user: line.user,
    authUser: line.authUser,
    domain,
    password,
    userAgent: ports.userAgent,
  }
  let steps: LineDiagnosis['steps'] = diagnosisSteps.map((step) => ({
    step,
    state: 'waiting',
    finding: null,
    tookMs: null,
  }))
  let running = true
  let offered: LineDiagnosis['offered'] = null

  const diagnosis = (): LineDiagnosis => ({ lineId: line.lineId, name: line.name, running, steps, offered })
  function note(step: DiagnosisStep, change: Partial<LineDiagnosis['steps'][number]>): void {
    steps = steps.map((one) => (one.step === step ? { ...one, ...change } : one))
    ports.changed(diagnosis())
  }

  async function walk<T>(step: DiagnosisStep, take: () => Promise<StepResult<T>>): Promise<T | typeof NOTHING> {
    if (signal.aborted) return NOTHING
    const startedAt = now()
    note(step, { state: 'running' })
    const result = signal.aborted ? failedStep('stopped') : await take()
    const { state } = result
    const finding = signal.aborted ? { code: 'stopped' as const, about: {} } : result.finding
    note(step, { state: signal.aborted ? 'skipped' : state, finding, tookMs: Math.round(now() - startedAt) })
    return result.state === 'failed' || signal.aborted ? NOTHING : result.value
  }

  /** The way to the server and through its door; what has been opened is closed again. */
  async function walkToRegistrar(): Promise<boolean> {
    let opened: Socket | null = null
    try {
      const place = await walk('address', () => resolveAddress(server, limits))
      if (place === NOTHING) return false
      const socket = await walk('tcp', () => connectTcp(place, limits, signal))
      if (socket === NOTHING) return false
      opened = socket
      const secured = await walk('tls', async () => {
        const { offers, ...checked } = await checkCertificate(socket, place, {
          chosen: line.authority,
          authorities: ports.authorities,
          limits,
          signal,
        })
        offered = offers
        return checked
      })
      if (secured === NOTHING) return false
      const upgraded = await walk('upgrade', () => openWebSocket(secured, server, limits, signal))
      if (upgraded === NOTHING) return false
      return await register(upgraded)
    } finally {
      opened?.destroy()
    }
  }

  async function register(socket: WebSocket): Promise<boolean> {
    try {
      const registrar = openRegistrar(socket, registrant, limits, signal)
      const asked = await walk('register', registrar.ask)
      return asked !== NOTHING && (await walk('digest', () => registrar.prove(asked))) !== NOTHING
    } finally {
      socket.close(1000)
    }
  }

  ports.changed(diagnosis())
  const isIn = await walkToRegistrar()
  // Worth knowing even where the server could not be reached: it has a network of its own to blame.
  await walk('ice', () => findCandidates({ iceServers, relayOnly: line.relayOnly }, ports.gather))
  const { callEcho } = ports
  if (isIn) await walk('media', async () => (callEcho ? callEcho(signal) : skipped(null, 'media-not-tested')))
  running = false
  const code = signal.aborted ? 'stopped' : 'not-reached'
  steps = steps.map((one) =>
    one.state === 'waiting' ? { ...one, state: 'skipped', finding: { code, about: {} } } : one,
  )
  ports.changed(diagnosis())
  return diagnosis()
}

/** A step has not come to anything: what builds on it is not reached. */
const NOTHING = Symbol('nothing')
