import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Pin } from '../../../main/exchange/digest.ts'
import { openExchange, type Exchange } from '../../../main/exchange/exchange.ts'
import type { IncomingCall, RefusedCall } from '../../../main/exchange/exchange-reports.ts'
import type { LineAccount } from '../../../main/exchange/open-line.ts'
import type { Limits } from '../../../main/exchange/limits.ts'
import type { Identity } from '../../../shared/call/caller.ts'
import type { CallMove } from '../../../shared/call/call-move.ts'
import type { Presentation } from '../../../shared/contract/caller-id.ts'
import { callIdSchema, lineIdSchema, type CallId } from '../../../shared/ids.ts'
import type { Line, LineState } from '../../../shared/contract/line.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { handMadeMedia, type HandMadeMedia } from '../../support/media.ts'
import { shown } from '../../support/presentations.ts'

type MoveOf<K extends CallMove['kind']> = Extract<CallMove, { kind: K }>

export interface Rig {
  readonly exchange: Exchange
  readonly media: HandMadeMedia
  readonly states: readonly LineState[]
  readonly log: readonly string[]
  /** Callers who were turned away at once, and why. */
  readonly turnedAway: readonly (IncomingCall & { readonly why: string })[]
  /** Calls that were refused before they were any. */
  readonly refusedCalls: readonly RefusedCall[]
  /** Who is on the line now, in calls whose far end was replaced. */
  readonly replacedBy: readonly Identity[]
  /** What registrars accepted, to be kept. */
  readonly pins: readonly Pin[]
  /** The call that came as the nth, from 0, or will. */
  came(nth?: number): Promise<IncomingCall>
  sentAway(nth?: number): Promise<IncomingCall & { readonly why: string }>
  movesOf(callId: CallId): readonly CallMove[]
  /** The first move of this kind, made or to come. */
  move<K extends CallMove['kind']>(callId: CallId, kind: K): Promise<MoveOf<K>>
  /** The first line state, told or to come after `from` were told, that is so. */
  state(isSo: (state: LineState) => boolean, from?: number): Promise<LineState>
  dial(number?: string, presentation?: Presentation): CallId
}

export interface RigOptions {
  readonly limits?: Partial<Limits>
  readonly authorities?: readonly string[]
  /** Of the network card that the hand-made sound is said to use. */
  readonly address?: string
}

/** For tests that send more than anybody would. */
export const unlimited: Partial<Limits> = {
  mostRingingOfOne: Infinity,
  mostRinging: Infinity,
  mostInvitesOfOneAMinute: Infinity,
  mostInvitesAMinute: Infinity,
  requestsOfOne: { atOnce: Infinity, aSecond: Infinity },
  requests: { atOnce: Infinity, aSecond: Infinity },
}

/** An exchange whose reports can be awaited; closed when the test is over. */
export function openRig({ limits = {}, authorities, address }: RigOptions = {}): Rig {
  const media = handMadeMedia(address)
  const states: LineState[] = []
  const moves: { callId: CallId; move: CallMove }[] = []
  const log: string[] = []
  const cameIn: IncomingCall[] = []
  const turnedAway: (IncomingCall & { why: string })[] = []
  const refusedCalls: RefusedCall[] = []
  const pins: Pin[] = []
  const replacedBy: Identity[] = []
  let look = () => {}
  const looks = new Set<() => void>()
  look = () => looks.forEach((again) => again())

  function sooner<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const again = () => {
        const found = find()
        if (found === undefined) return
        looks.delete(again)
        resolve(found)
      }
      looks.add(again)
      again()
    })
  }

  const exchange = openExchange({
    media: media.media,
    reports: {
      lineChanged(state) {
        states.push(state)
        look()
      },
      callCame(call) {
        cameIn.push(call)
        look()
      },
      callTurnedAway(call, why) {
        turnedAway.push({ ...call, why })
        look()
      },
      callRefused: (call) => void refusedCalls.push(call),
      callReplaced: (_, by) => void replacedBy.push(by),
      registrarPinned: (_, pin) => void pins.push(pin),
      callMoved(callId, move) {
        moves.push({ callId, move })
        look()
      },
    },
    now: Date.now,
    userAgent: 'Afterbeep/test',
    log: (line) => log.push(line),
    limits: {
      retryFirstMs: 20,
      retryMostMs: 100,
      retryInCallFirstMs: 10,
      retryInCallMostMs: 50,
      farewellMs: 100,
      ...limits,
    },
    ...(authorities && { authorities }),
  })
  onTestFinished(() => exchange.close())

  const movesOf = (callId: CallId) => moves.filter((made) => made.callId === callId).map((made) => made.move)
  return {
    exchange,
    media,
    states,
    log,
    turnedAway,
    refusedCalls,
    pins,
    replacedBy,
    came: (nth = 0) => sooner(() => cameIn[nth]),
    sentAway: (nth = 0) => sooner(() => turnedAway[nth]),
    movesOf,
    move: <K extends CallMove['kind']>(callId: CallId, kind: K) =>
      sooner(() => movesOf(callId).find((move): move is MoveOf<K> => move.kind === kind)),
    state: (isSo, from = 0) => sooner(() => states.slice(from).find(isSo)),
    dial(number = '+1 416 555 0100', presentation = shown(number)) {
      const callId = newCallId()
      const dialled = exchange.dial({ callId, number, presentation })
      if (!dialled.ok) throw new Error(dialled.trouble.code)
      return callId
    },
  }
}

export function newCallId(): CallId {
  return callIdSchema.parse(randomUUID())
}

export function isRegistered(state: LineState): boolean {
  return state.state === 'registered'
}

export function isInTrouble(state: LineState): boolean {
  return state.state === 'trouble'
}

export function accountAt(server: string, { password = 'secret', ...line }: Partial<Line & { password: string }> = {}) {
  const account: LineAccount = {
    line: {
      lineId: lineIdSchema.parse('line'),
      kind: 'sip',
      name: 'Test line',
      server,
      domain: 'far.test',
      user: 'rep',
      authUser: '',
      callerName: '',
      ...lineDefaults,
      ...line,
    },
    server,
    password,
    iceServers: [],
  }
  return account
}
