import { join } from 'node:path'
import { openExchange, type Exchange } from '../../main/exchange/exchange.ts'
import type { LineAccount } from '../../main/exchange/open-line.ts'
import type { CallerIdRequest, HideMethod, Presentation } from '../../shared/contract/caller-id.ts'
import { presentation } from '../../shared/line/presentation.ts'
import type { CallMove } from '../../shared/call/call-move.ts'
import type { CallId } from '../../shared/ids.ts'
import type { Line, LineState } from '../../shared/contract/line.ts'
import { labAddress } from '../../scripts/network-namespace.ts'
import { expect, provide, test, type SoundRoom } from '../renderer/sound/sound-room.ts'
import { startBaresip } from '../support/baresip.ts'
import type { SipMessage } from '../support/sip-message.ts'
import { whispersIn } from '../support/whispers.ts'
import { heardOf, starterRecording, startLab, type Lab } from './lab.ts'
import { mediaOf } from './media-of.ts'

/** The rep's name, login, network and kind of phone; `web1` is the number as well. */
const secrets = ['Jane', 'web1', labAddress, 'Afterbeep']
/** Who is called, and whom they are sent on to. */
const [CALLEE, OTHER] = ['5551000', '5552000']

const methods: readonly HideMethod[] = [
  { kind: 'prefix', prefix: '*67' },
  { kind: 'privacy-header' },
  { kind: 'anonymous-from' },
  { kind: 'prefix-and-headers', prefix: '*67' },
]

/** The switchboard's, shown instead of the rep's own. */
const MAIN_NUMBER = '+14165550900'

for (const method of methods) {
  test(`a whole call hidden by ${method.kind} says nothing of the rep, at the provider and at the callee`, async ({
    room,
  }, { outputDir }) => {
    const lab = await startLab(join(outputDir, 'lab'))
    const other = await startOther(lab, join(outputDir, 'other'))
    // Strict about addresses, with which this voicemail gets no sound; what is proved here is what is said.
    const rep = await openRep(lab, room, method, { withholdsEveryAddress: true })
    try {
      const callId = await rep.dial()
      expect(await rep.exchange.hold(callId, true)).toEqual(done)
      expect(await rep.exchange.hold(callId, false)).toEqual(done)
      // A new offer of the far end, and then one of a sound room that was started anew.
      await lab.voicemail.hold()
      await expect.poll(() => rep.acknowledged(callId, 'in', 'udp')).toBe(1)
      rep.exchange.soundRoomReplaced()
      await expect.poll(() => rep.acknowledged(callId, 'out', 'udp')).toBe(4)
      expect(await rep.exchange.transfer(callId, OTHER)).toEqual(done)
      await lab.voicemail.event('CALL_CLOSED')
      await other.event('CALL_ESTABLISHED')
      await other.hangUp()

      const passed = lab.provider.messages()
      const ofCall = passed.filter(({ message }) => message.header('call-id') === callId)
      const fromRep = ofCall.filter(({ direction, protocol }) => direction === 'in' && protocol === 'ws')
      const toCallee = ofCall.filter(({ direction, protocol }) => direction === 'out' && protocol === 'udp')
      expect(requestsOf(fromRep)).toEqual(new Set(['INVITE', 'ACK', 'REFER', 'BYE', 200]))
      expect(requestsOf(toCallee)).toEqual(new Set(['INVITE', 'ACK', 'REFER', 'BYE', 100, 200]))

      // At the provider: nothing but what it needs to know who calls.
      const isAnonymous = method.kind === 'anonymous-from'
      const real = isAnonymous ? [] : ['from', 'to']
      for (const { message } of fromRep) {
        const forTheServer = isInvitation(message) ? ['p-preferred-identity', 'proxy-authorization', 'from'] : real
        expect(whispersIn(message, secrets, forTheServer)).toEqual([])
      }
      // At the callee: nothing, as it left the provider and as it came in, and with whoever they were sent on to.
      for (const { message } of toCallee) expect(whispersIn(message, secrets)).toEqual([])
      const trace = lab.voicemail.log().split('\n')
      const said = trace.filter((line) => ['Jane', 'web1', 'Afterbeep'].some((secret) => line.includes(secret)))
      expect(said).toEqual([])
      const sentOn = passed.filter(
        ({ message }) => message.method === 'INVITE' && message.header('to')!.includes(OTHER),
      )
      expect(sentOn.length).toBeGreaterThan(0)
      for (const { message } of sentOn) expect(whispersIn(message, ['Jane', 'web1', 'Afterbeep'])).toEqual([])
    } finally {
      await rep.exchange.close()
      await other.stop()
      await lab.stop()
    }
  })
}

test('a recording reaches the voicemail in a hidden call', async ({ room, sounds }, { outputDir }) => {
  const lab = await startLab(join(outputDir, 'lab'))
  const clip = starterRecording('introduction', 6)
  const recordingId = provide(sounds, 'introduction', clip)
  const rep = await openRep(lab, room, { kind: 'anonymous-from' }, {})
  try {
    await room.command('message.prepare', { recordingId })
    const callId = await rep.dial()
    await room.command('call.answered', { callId })
    expect(await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })).toMatchObject({
      ok: true,
    })
    await room.heard('message.drained')
    rep.exchange.hangUp(callId, 'message-done')
    await lab.voicemail.event('CALL_CLOSED')
    expect(heardOf(lab, clip)).toBeGreaterThanOrEqual(0.9)
    // What hiding does not hide unless the line is strict: where there is neither STUN nor TURN server, nothing but the
    // address in the rep's own network gives the call its sound, and a server that relays none of it passes it on.
    const [invite] = lab.provider
      .messages()
      .filter(({ direction, protocol, message }) => direction === 'out' && protocol === 'udp' && isInvitation(message))
    expect(invite!.message.body).toContain(labAddress)
    expect(whispersIn(invite!.message, ['Jane', 'web1', 'Afterbeep'])).toEqual([])
  } finally {
    await rep.exchange.close()
    await lab.stop()
  }
})

for (const mainNumberBy of ['from', 'from-and-identity'] as const) {
  test(`a whole call that shows another number, by ${mainNumberBy}, says it to the callee and the rep’s own to nobody`, async ({
    room,
  }, { outputDir }) => {
    const lab = await startLab(join(outputDir, 'lab'))
    const other = await startOther(lab, join(outputDir, 'other'))
    const ways = { mainNumber: MAIN_NUMBER, mainNumberBy }
    const rep = await openRep(lab, room, { kind: 'none' }, {}, ways)
    try {
      const callId = await rep.dial({ kind: 'number', number: MAIN_NUMBER })
      // baresip refuses an offer while its ICE still checks the one before (488).
      await room.heard('peer.changed', ({ state }) => state === 'connected')
      expect(await rep.exchange.hold(callId, true)).toEqual(done)
      expect(await rep.exchange.hold(callId, false)).toEqual(done)
      rep.exchange.soundRoomReplaced()
      await expect.poll(() => rep.acknowledged(callId, 'out', 'udp')).toBe(4)
      expect(await rep.exchange.transfer(callId, OTHER)).toEqual(done)
      await lab.voicemail.event('CALL_CLOSED')
      await other.event('CALL_ESTABLISHED')
      await other.hangUp()

      const passed = lab.provider.messages()
      const toCallee = passed.filter(
        ({ direction, protocol, message }) =>
          direction === 'out' && protocol === 'udp' && message.header('call-id') === callId,
      )
      expect(requestsOf(toCallee)).toEqual(new Set(['INVITE', 'ACK', 'REFER', 'BYE', 200]))
      for (const { message } of toCallee) {
        // In a response From is theirs, and To ours.
        expect(message.header(message.method === null ? 'to' : 'from')).toContain(`sip:${MAIN_NUMBER}@`)
        // Whom the line's own server knows them to be it may assert, as this one does; nothing of ours says it.
        expect(whispersIn(message, ['web1'], ['p-asserted-identity'])).toEqual([])
      }
      const invite = passed.find(({ direction, message }) => direction === 'in' && isInvitation(message))!
      const identity = invite.message.header('p-preferred-identity')
      if (mainNumberBy === 'from') expect(identity).toBeUndefined()
      else expect(identity).toContain(`sip:${MAIN_NUMBER}@`)
      expect(invite.message.header('privacy')).toBeUndefined()
    } finally {
      await rep.exchange.close()
      await other.stop()
      await lab.stop()
    }
  })
}

const done = { ok: true, value: null }

interface Rep {
  readonly exchange: Exchange
  /** A call to the callee that has been answered; hidden unless another request is made. */
  dial(request?: CallerIdRequest): Promise<CallId>
  /** How many offers of the call have been answered and acknowledged: `out` to the callee by us, `in` by the callee. */
  acknowledged(callId: CallId, direction: 'in' | 'out', protocol: string): number
}

async function openRep(
  lab: Lab,
  room: SoundRoom,
  hideMethod: HideMethod,
  account: Partial<LineAccount>,
  ways: Partial<Line> = {},
): Promise<Rep> {
  const line: Line = { ...lab.line, callerName: 'Jane Example', hideMethod, ...ways }
  const states: LineState[] = []
  const moves: CallMove[] = []
  const exchange = openExchange({
    media: mediaOf(room),
    now: Date.now,
    userAgent: 'Afterbeep/lab',
    reports: { lineChanged: (state) => states.push(state), callMoved: (_, move) => moves.push(move) },
  })
  exchange.setLine({ line, server: line.server, password: lab.password, iceServers: [], ...account })
  await expect.poll(() => states.at(-1)?.state).toBe('registered')
  return {
    exchange,
    async dial(request = { kind: 'hidden' }) {
      const callId = 'hidden' as CallId
      const said = presentation(line, request, CALLEE) as Presentation
      expect(exchange.dial({ callId, number: CALLEE, presentation: said })).toEqual(done)
      await expect.poll(() => moves.map((move) => move.kind)).toContain('answered')
      return callId
    },
    acknowledged(callId, direction, protocol) {
      const passed = lab.provider
        .messages()
        .filter((each) => each.direction === direction && each.protocol === protocol)
      return passed.filter(({ message }) => message.method === 'ACK' && message.header('call-id') === callId).length
    },
  }
}

function startOther(lab: Lab, dir: string) {
  return startBaresip({
    dir,
    account: OTHER,
    sipServer: `127.0.0.1:${lab.provider.sipPort}`,
    greeting: lab.greeting,
    ports: { sip: 5081, control: 4442, media: 20_300 },
  })
}

function isInvitation(message: SipMessage): boolean {
  return message.method === 'INVITE' && !message.header('to')!.includes(';tag=')
}

function requestsOf(passed: readonly { readonly message: SipMessage }[]): Set<string | number | null> {
  return new Set(passed.map(({ message }) => message.method ?? message.status))
}
