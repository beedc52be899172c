import { join } from 'node:path'
import { openExchange, type Exchange } from '../../main/exchange/exchange.ts'
import type { CallMove } from '../../shared/call/call-move.ts'
import type { CallId } from '../../shared/ids.ts'
import type { LineState } from '../../shared/contract/line.ts'
import { expect, test } from '../renderer/sound/sound-room.ts'
import { startBaresip, type Baresip } from '../support/baresip.ts'
import { shown } from '../support/presentations.ts'
import { startLab, type Lab } from './lab.ts'
import { mediaOf } from './media-of.ts'

export const done = { ok: true, value: null }

/** The exchange and the sound room on a line of the lab. */
export interface LabLine {
  readonly lab: Lab
  readonly exchange: Exchange
  /** Somebody else at the provider, 5552000. */
  readonly colleague: Baresip
  /** Every state the line has been in, with when it was told, epoch milliseconds. */
  readonly states: readonly (LineState & { readonly at: number })[]
  movesOf(callId: CallId): CallMove[]
  /** Calls, and resolves once both hear each other. */
  call(name: string, number: string): Promise<CallId>
  /** RTP packets of a call so far. */
  packets(callId: CallId): Promise<{ readonly sent: number; readonly received: number }>
}

/** Kept with the test's result, in out/tests/lab.json: a bound that is held says little of how well. */
export function keepMeasured(what: string, ms: number): void {
  test.info().annotations.push({ type: 'measured', description: `${what}: ${Math.round(ms)} ms` })
}

/** Half a second of sound goes and comes, from now on. */
export async function expectSound(line: LabLine, callId: CallId, timeout = 3_000): Promise<void> {
  const before = await line.packets(callId)
  const more = async () => {
    const { sent, received } = await line.packets(callId)
    return Math.min(sent - before.sent, received - before.received)
  }
  await expect.poll(more, { intervals: [100], timeout }).toBeGreaterThanOrEqual(25)
}

export const lineTest = test.extend<{ line: LabLine }>({
  line: async ({ room }, use, { outputDir }) => {
    const lab = await startLab(join(outputDir, 'lab'))
    const colleague = await startBaresip({
      dir: join(outputDir, 'lab', 'colleague'),
      account: '5552000',
      sipServer: `127.0.0.1:${lab.provider.sipPort}`,
      greeting: lab.greeting,
      ports: { sip: 5081, control: 4442, media: 20_200 },
    })
    const states: (LineState & { at: number })[] = []
    const moves: { callId: CallId; move: CallMove }[] = []
    const exchange = openExchange({
      media: mediaOf(room),
      now: Date.now,
      userAgent: 'Afterbeep/lab',
      reports: {
        lineChanged: (state) => states.push({ ...state, at: Date.now() }),
        callMoved: (callId, move) => moves.push({ callId, move }),
      },
    })
    // As main does it: follow-call.ts.
    let followed = 0
    const follow = () => {
      for (; followed < room.told.length; followed++) {
        const { name, event } = room.told[followed]!
        if (name === 'peer.changed') exchange.mediaChanged(event.callId, event.state)
      }
    }
    const following = setInterval(follow, 10)
    const movesOf = (callId: CallId) => moves.filter((made) => made.callId === callId).map(({ move }) => move)
    try {
      exchange.setLine({ line: lab.line, server: lab.line.server, password: lab.password, iceServers: [] })
      await expect.poll(() => states.at(-1)?.state).toBe('registered')
      await use({
        lab,
        exchange,
        colleague,
        states,
        movesOf,
        async call(name, number) {
          const callId = name as CallId
          expect(exchange.dial({ callId, number, presentation: shown(number) })).toEqual(done)
          await expect.poll(() => movesOf(callId)).toContainEqual({ kind: 'answered', at: expect.any(Number) })
          await room.heard('peer.changed', (event) => event.callId === callId && event.state === 'connected')
          return callId
        },
        async packets(callId) {
          const counted = await room.command('peer.count', { callId })
          if (!counted.ok) throw new Error(counted.trouble.code)
          return counted.value
        },
      })
    } finally {
      clearInterval(following)
      await exchange.close()
      await colleague.stop()
      await lab.stop()
    }
  },
})
