import { join } from 'node:path'
import { openExchange, type Exchange } from '../../main/exchange/exchange.ts'
import type { CallMove } from '../../shared/call.ts'
import type { CallId } from '../../shared/ids.ts'
import type { LineState } from '../../shared/line.ts'
import { expect, test } from '../renderer/sound/sound-room.ts'
import { startBaresip, type Baresip } from '../support/baresip.ts'
import { shown } from '../support/presentations.ts'
import { startLab, type Lab } from './lab.ts'
import { mediaOf } from './media-of.ts'

const done = { ok: true, value: null }

interface Line {
  readonly lab: Lab
  readonly exchange: Exchange
  /** Somebody else at the provider, 5552000. */
  readonly colleague: Baresip
  movesOf(callId: CallId): CallMove[]
  call(name: string, number: string): Promise<CallId>
}

const lineTest = test.extend<{ line: Line }>({
  line: async ({ room }, use, { outputDir }) => {
    const lab = await startLab(join(outputDir, 'lab'))
    const colleague = await startBaresip({
      dir: join(outputDir, 'lab', 'colleague'),
      account: '5552000',
      sipServer: `127.0.0.1:${lab.provider.sipPort}`,
      greeting: lab.greeting,
      ports: { sip: 5081, control: 4442, media: 20_200 },
    })
    const states: LineState[] = []
    const moves: { callId: CallId; move: CallMove }[] = []
    const exchange = openExchange({
      media: mediaOf(room),
      now: Date.now,
      userAgent: 'Afterbeep/lab',
      reports: {
        lineChanged: (state) => states.push(state),
        callMoved: (callId, move) => moves.push({ callId, move }),
      },
    })
    const movesOf = (callId: CallId) => moves.filter((made) => made.callId === callId).map(({ move }) => move)
    try {
      exchange.useLine({ line: lab.line, server: lab.line.server, password: lab.password, iceServers: [] })
      await expect.poll(() => states.at(-1)?.state).toBe('registered')
      await use({
        lab,
        exchange,
        colleague,
        movesOf,
        async call(name, number) {
          const callId = name as CallId
          expect(exchange.dial({ callId, number, presentation: shown(number) })).toEqual(done)
          await expect.poll(() => movesOf(callId).map(({ kind }) => kind)).toContain('answered')
          await room.heard('peer.changed', (event) => event.callId === callId && event.state === 'connected')
          return callId
        },
      })
    } finally {
      await exchange.close()
      await colleague.stop()
      await lab.stop()
    }
  },
})

lineTest('a phone that nobody here wrote is held, talked to again, gets keys, and is sent on', async ({ line }) => {
  const { lab, exchange, colleague, movesOf } = line
  const callId = await line.call('held', '5551000')
  expect(await exchange.hold(callId, true)).toEqual(done)
  expect(await exchange.hold(callId, false)).toEqual(done)
  expect(lab.voicemail.log()).toMatch(/a=sendonly[\s\S]*a=recvonly[\s\S]*a=sendrecv/)

  expect(await exchange.sendDigits(callId, '12*#')).toEqual(done)
  const digits = () => lab.voicemail.events.filter(({ type }) => type === 'CALL_DTMF_START').map(({ param }) => param)
  await expect.poll(() => digits().join('')).toBe('12*#')

  expect(await exchange.transfer(callId, '5552000')).toEqual(done)
  await colleague.event('CALL_ESTABLISHED')
  expect(movesOf(callId).at(-1)).toMatchObject({ kind: 'ended', by: 'rep' })
  expect(movesOf(callId)).toContainEqual({ kind: 'transferMoved', progress: 'done' })
})

lineTest('one phone is sent on to another that was asked, and the rep is out of both calls', async ({ line }) => {
  const { lab, exchange, colleague, movesOf } = line
  const first = await line.call('first', '5551000')
  expect(await exchange.hold(first, true)).toEqual(done)
  const second = await line.call('second', '5552000')
  const since = Date.now()
  expect(await exchange.transferTo(first, second)).toEqual(done)
  // They talk to each other: baresip 1.0 knows no Replaces, and calls them anew.
  await colleague.event('CALL_ESTABLISHED', { since })
  expect([movesOf(first).at(-1), movesOf(second).at(-1)]).toMatchObject([
    { kind: 'ended', by: 'rep' },
    { kind: 'ended', by: 'rep' },
  ])
  expect(lab.voicemail.log()).toMatch(/Refer-To: <sip:5552000[^>]*\?Replaces=second%3Bto-tag%3D/)
})
