/*
 * A prospect calls the rep: the INVITE client transaction (RFC 3261 17.1.1), over the connection that registered last.
 *
 *   offering ──INVITE──▶ ringing ──200──▶ ACK, and a call like any other (practice-call.ts)
 *                          ├──3xx to 6xx──▶ ACK, over
 *                          └──nobody answers──▶ CANCEL ──487──▶ ACK, over
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { offerAssociation } from './association.ts'
import { newSessionId, newSource, openFarEnd } from './far-end.ts'
import { beginCall, type PracticeCall } from './practice-call.ts'
import type { Prospect } from './prospects.ts'
import { readOffer, writeOffer } from './sdp.ts'
import { header, tagOf, uriOf, writeRequest, type SipRequest, type SipResponse } from './sip-message.ts'
import type { SipServer } from './sip-server.ts'

const RINGS_MS = 40_000
const CSEQ = 1

/** Resolves when the call has begun to ring or was refused; false: the rep's phone is not registered. */
export async function callTheRep(server: SipServer, prospect: Prospect): Promise<boolean> {
  const { binding, settings } = server
  if (!binding || !prospect.calls) return false
  const { flow, target } = binding
  const [callId, localTag] = [randomUUID() as string, randomBytes(8).toString('hex')]
  const branch = `z9hG4bK${randomBytes(8).toString('hex')}`
  const via = `SIP/2.0/WS ${randomUUID().slice(0, 8)}.invalid;branch=${branch}`
  const from = `"${prospect.name}" <sip:${prospect.number}@127.0.0.1>`
  const to = `<sip:${server.digests.account.user}@127.0.0.1>`
  const offered = await offerAssociation()
  const sessionId = newSessionId()
  const { ice, fingerprint } = offered.association
  const { ufrag, password, candidates } = ice
  const ssrc = newSource()
  const sdp = writeOffer({ sessionId, version: 1, ufrag, password, fingerprint, candidates, ssrc })

  const request = (
    method: string,
    toNow: string,
    uri = target,
    ownVia = via,
    extra: [string, string][] = [],
    body = '',
  ) =>
    flow.send(
      writeRequest(
        method,
        uri,
        [
          ['Via', ownVia],
          ['Max-Forwards', '70'],
          ['From', `${from};tag=${localTag}`],
          ['To', toNow],
          ['Call-ID', callId],
          ['CSeq', `${CSEQ} ${method}`],
          ...extra,
        ],
        body,
      ),
    )
  const rang = Promise.withResolvers<boolean>()
  const patience = setTimeout(() => request('CANCEL', to), RINGS_MS)
  let isOver = false

  function over(): void {
    isOver = true
    clearTimeout(patience)
    server.asking.delete(callId)
    rang.resolve(true)
  }

  function hear(response: SipResponse): void {
    if (!/INVITE$/i.test(header(response, 'cseq') ?? '')) return
    if (response.status < 200) {
      if (response.status > 100) rang.resolve(true)
      return
    }
    const answered = header(response, 'to') ?? to
    if (response.status >= 300) {
      request('ACK', answered)
      if (isOver) return
      offered.association.close()
      return over()
    }
    // A 200 that comes again wants its ACK again (RFC 3261 13.2.2.4).
    const contact = uriOf(header(response, 'contact') ?? '') || target
    const ownVia = via.replace(branch, `z9hG4bK${randomBytes(8).toString('hex')}`)
    request('ACK', answered, contact, ownVia)
    if (isOver) return
    isOver = true
    clearTimeout(patience)
    rang.resolve(true)
    void converse(response, answered, contact)
  }

  async function converse(response: SipResponse, answered: string, contact: string): Promise<void> {
    const answer = readOffer(response.body)
    let call: PracticeCall | undefined
    if (!answer) {
      offered.association.close()
      server.asking.delete(callId)
      return
    }
    const farEnd = await openFarEnd({
      offer: answer,
      offered: { ...offered, sessionId, ssrc },
      behaviour: { kind: 'talks', ringMs: 0, says: prospect.calls! },
      number: prospect.number,
      callId,
      sounds: settings.sounds,
      heardDir: settings.heardDir,
      onHeard: settings.onHeard,
      nobodyMs: settings.nobodyMs,
      hangUp: (by) => void call?.hangUp(by),
    })
    const behaviour = { kind: 'talks', ringMs: 0, says: prospect.calls! } as const
    const turned = turnRound(answered, from, callId, contact)
    call = beginCall(
      turned,
      flow,
      { ...prospect, behaviour },
      settings,
      () => {
        server.asking.delete(callId)
        if (call) server.calls.delete(call)
      },
      { farEnd, localTag, cseq: CSEQ },
    )
    server.calls.add(call)
  }

  server.asking.set(callId, hear)
  const type: [string, string][] = [
    ['Contact', `<${settings.contact}>`],
    ['Content-Type', 'application/sdp'],
  ]
  request('INVITE', to, target, via, type, sdp)
  return rang.promise
}

/** Our INVITE as if the rep had sent it: what belongs to them is From, what is ours To. */
function turnRound(rep: string, prospect: string, callId: string, contact: string): SipRequest {
  if (tagOf(rep) === null) throw new Error('an answer without a tag')
  return {
    method: 'INVITE',
    uri: contact,
    version: 'SIP/2.0',
    headers: [
      ['via', 'SIP/2.0/WS turned.invalid;branch=z9hG4bKturned'],
      ['from', rep],
      ['to', prospect],
      ['call-id', callId],
      ['cseq', '0 INVITE'],
      ['contact', `<${contact}>`],
    ],
    body: '',
  }
}
