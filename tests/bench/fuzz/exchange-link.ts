import type { ChildProcess } from 'node:child_process'
import type { FromExchange, ToExchange } from './exchange-process.ts'

/** The exchange under attack, as its attackers have it. */
export interface Link {
  say(message: ToExchange): void
  heard(isSuch: (message: FromExchange) => boolean): Promise<FromExchange>
  /** Everything that was told so far has come; the most that a message has cost. */
  settle(): Promise<number>
  refused(): number
  /** How many calls came in. */
  came(): number
  hasMoved(callId: string): boolean
  isOver(callId: string): boolean
}

export function openLink(child: ChildProcess, uncaught: (error: string) => void): Link {
  const waiting = new Set<(message: FromExchange) => void>()
  const moves = new Map<string, string>()
  let refused = 0
  let came = 0
  let nonce = 0
  child.on('message', (message: FromExchange) => {
    if (message.kind === 'uncaught') uncaught(message.error)
    if (message.kind === 'refused') refused++
    if (message.kind === 'came') came++
    if (message.kind === 'moved' && message.move !== 'rang') moves.set(message.callId, message.move)
    for (const hear of waiting) hear(message)
  })
  const heard = (isSuch: (message: FromExchange) => boolean) =>
    new Promise<FromExchange>((resolve) => {
      const hear = (message: FromExchange) => {
        if (!isSuch(message)) return
        waiting.delete(hear)
        resolve(message)
      }
      waiting.add(hear)
    })
  const say = (message: ToExchange) => void child.send(message)
  return {
    say,
    heard,
    async settle() {
      const mine = ++nonce
      const settled = heard((message) => message.kind === 'settled' && message.nonce === mine)
      say({ kind: 'settled', nonce: mine })
      const message = await settled
      return message.kind === 'settled' ? message.slowestCpuMs : 0
    },
    refused: () => refused,
    came: () => came,
    hasMoved: (callId) => moves.has(callId),
    isOver: (callId) => moves.get(callId) === 'ended',
  }
}
