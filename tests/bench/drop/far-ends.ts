/**
 * The line and the voicemails of the bench: a SIP server over WebSocket, and behind every number a far end that answers
 * at once and taps the RTP it gets (PCMU, decoded by sequence number, no jitter buffer).
 */
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { lineIdSchema } from '../../../shared/ids.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { answer, close, createFarEnd, type FarEnd } from '../../renderer/sound/far-end.ts'
import { openFarEnd } from '../../support/far-end.ts'
import type { SipMessage } from '../../support/sip-message.ts'

export interface Voicemail {
  readonly farEnd: FarEnd
  /** When each packet of `farEnd.packets` came, epoch milliseconds. */
  readonly arrivals: readonly number[]
  /** The far end has got the BYE. */
  readonly ended: Promise<void>
}

export interface FarEnds {
  readonly line: Line
  readonly password: string
  /** The next call that is answered. */
  nextCall(): Promise<Voicemail>
  close(): Promise<void>
}

const password = 'bench'

export async function openFarEnds(): Promise<FarEnds> {
  const calls = new Map<string, { invite: SipMessage; end: () => void; farEnd: FarEnd }>()
  const answered: Voicemail[] = []
  const waiting: ((voicemail: Voicemail) => void)[] = []

  const server = await openFarEnd({
    password,
    instead(request) {
      const callId = request.header('call-id') ?? ''
      if (request.method === 'BYE') {
        const call = calls.get(callId)
        calls.delete(callId)
        call?.end()
        if (call) void close(call.farEnd)
      }
      if (request.method !== 'INVITE' || !request.header('proxy-authorization')) return false
      void take(request, callId)
      return true
    },
  })

  async function take(invite: SipMessage, callId: string): Promise<void> {
    server.respond(invite, 180, 'Ringing')
    const farEnd = createFarEnd()
    const arrivals: number[] = []
    farEnd.connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe(({ header }) => {
        if (header.payloadType === 0) arrivals.push(Date.now())
      })
    })
    const ended = Promise.withResolvers<void>()
    calls.set(callId, { invite, farEnd, end: ended.resolve })
    const { sdp } = await answer(farEnd, { type: 'offer', sdp: invite.body })
    server.answer(invite, { body: sdp })
    const voicemail = { farEnd, arrivals, ended: ended.promise }
    const taker = waiting.shift()
    if (taker) taker(voicemail)
    else answered.push(voicemail)
  }

  return {
    line: {
      lineId: lineIdSchema.parse('bench'),
      kind: 'sip',
      name: 'Bench line',
      server: server.server,
      domain: 'far.test',
      user: 'rep',
      authUser: '',
      callerName: '',
      ...lineDefaults,
    },
    password,
    nextCall: () => {
      const ready = answered.shift()
      return ready ? Promise.resolve(ready) : new Promise((resolve) => waiting.push(resolve))
    },
    async close() {
      for (const { farEnd } of calls.values()) await close(farEnd)
      await server.close()
    },
  }
}
