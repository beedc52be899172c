/*
 * The exchange under attack, in a process of its own: what it costs is counted here, and what it says of its calls is told
 * to the parent. Told: {use}, {dial}, {hold}, {state}; tells: {ready}, {came}, {moved}, {refused}, {cost}, {uncaught}.
 */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { openExchange } from '../../../main/exchange/exchange.ts'
import { callIdSchema, type CallId } from '../../../shared/ids.ts'
import { handMadeMedia } from '../../support/media.ts'
import { shown } from '../../support/presentations.ts'
import { accountAtServer, noLimits } from './account.ts'

export type ToExchange =
  | { readonly kind: 'use'; readonly server: string }
  | { readonly kind: 'dial' }
  | { readonly kind: 'hold'; readonly callId: string }
  | { readonly kind: 'settled'; readonly nonce: number }

export type FromExchange =
  | { readonly kind: 'registered' }
  | { readonly kind: 'dialled' | 'came' | 'refused'; readonly callId: string }
  | { readonly kind: 'moved'; readonly callId: string; readonly move: string }
  | { readonly kind: 'settled'; readonly nonce: number; readonly slowestCpuMs: number }
  | { readonly kind: 'uncaught'; readonly error: string }

const tell = (message: FromExchange) => process.send!(message)

process.on('uncaughtException', (error) => tell({ kind: 'uncaught', error: error.stack ?? error.message }))
process.on('unhandledRejection', (reason) =>
  tell({ kind: 'uncaught', error: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) }),
)

let slowestCpuMs = 0
// What a message costs, with all that follows from it before the next turn of the loop: this thread's time, not the clock's.
const { emit } = WebSocket.prototype
WebSocket.prototype.emit = function counted(this: WebSocket, name: string | symbol, ...given: unknown[]) {
  if (name !== 'message') return Reflect.apply(emit, this, [name, ...given]) as boolean
  const before = process.threadCpuUsage()
  const heard = Reflect.apply(emit, this, [name, ...given]) as boolean
  setImmediate(() => {
    const { user, system } = process.threadCpuUsage(before)
    slowestCpuMs = Math.max(slowestCpuMs, (user + system) / 1000)
  })
  return heard
}

const exchange = openExchange({
  media: handMadeMedia().media,
  reports: {
    lineChanged: ({ state }) => void (state === 'registered' && tell({ kind: 'registered' })),
    callCame(call) {
      tell({ kind: 'came', callId: call.callId })
      void exchange.answer(call.callId)
    },
    callRefused: ({ caller }) => void tell({ kind: 'refused', callId: caller.number }),
    callMoved: (callId, { kind }) => void tell({ kind: 'moved', callId, move: kind }),
  },
  now: Date.now,
  userAgent: 'Afterbeep/fuzz',
  limits: { ...noLimits, noAnswerMs: 60_000, farewellMs: 100 },
})

process.on('message', (message: ToExchange) => {
  if (message.kind === 'use') exchange.setLine(accountAtServer(message.server))
  else if (message.kind === 'dial') {
    const callId: CallId = callIdSchema.parse(randomUUID())
    const number = '+14165550100'
    exchange.dial({ callId, number, presentation: shown(number) })
    tell({ kind: 'dialled', callId })
  } else if (message.kind === 'hold') void exchange.hold(callIdSchema.parse(message.callId), true)
  else if (message.kind === 'settled') tell({ kind: 'settled', nonce: message.nonce, slowestCpuMs })
})
