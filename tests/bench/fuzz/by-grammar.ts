import type { FarEnd } from '../../support/far-end.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import { createRandom, type Random } from '../beep/random.ts'
import type { Link } from './exchange-link.ts'
import { answersTo, beginCall, hung, requestOf, writeBye } from './far-side.ts'
import { makeRequest, makeResponse, type MadeMessage } from './rfc-messages.ts'
import { spoilBytes } from './spoil-bytes.ts'
import { responseTo, type Dialog } from './templates.ts'

/*
 * The second attacker: messages made after the grammar of the RFCs, as they are, with one place of theirs grown, or with
 * their bytes spoilt; whole, or in many frames of one WebSocket message. It shares no list with the first.
 */

export interface GrammarTally {
  sip: number
  grown: number
  hung: number
  lost: number
}

export interface GrammarAttack {
  readonly dice: Random
  readonly farEnd: FarEnd
  readonly exchange: Link
  /** The address of the phone, as it registered. */
  readonly own: string
  readonly tally: GrammarTally
}

const GROWN_SHARE = 0.1
const SPOILT_SHARE = 0.5
const FRAMED_SHARE = 0.05

const standalone = ['INVITE', 'INVITE', 'INVITE', 'INVITE', 'OPTIONS', 'MESSAGE', 'NOTIFY', 'SUBSCRIBE', 'REFER', 'REGISTER', 'PUBLISH', 'INFO', 'UPDATE', 'PRACK', 'ACK', 'BYE', 'CANCEL', "X-!%*_+`'~"] // prettier-ignore
const within = ['INVITE', 'INVITE', 'UPDATE', 'INFO', 'REFER', 'NOTIFY', 'MESSAGE', 'OPTIONS', 'PRACK', 'ACK', 'BYE']
const statuses = [100, 180, 181, 182, 183, 199, 200, 200, 204, 300, 302, 305, 380, 400, 401, 403, 404, 407, 408, 421, 422, 433, 480, 486, 487, 488, 491, 494, 500, 503, 504, 513, 580, 600, 603, 604, 606, 607, 608, 699] // prettier-ignore

export async function attackByGrammar(attack: GrammarAttack, messages: number): Promise<void> {
  const { dice, farEnd, exchange, own, tally } = attack
  const enough = tally.sip + messages
  let standing: Dialog | null = null
  let cseq = 1
  while (tally.sip < enough) {
    const turn = dice.next()
    if (turn < 0.5) await sendRequest(attack, { method: dice.pick(standalone), target: own, cseq: 1 })
    else if (turn < 0.7) {
      standing ??= await beginCall(farEnd, exchange, own)
      if (!standing) continue
      const method = dice.pick(within)
      await sendRequest(attack, { method, target: standing.target, dialog: standing, cseq: ++cseq })
      if (method === 'BYE' || dice.chance(0.02)) standing = null
    } else await answerCall(attack)
  }
  await exchange.settle()
}

interface Sent {
  readonly bytes: Buffer
  readonly isAsMade: boolean
}

function bytesOf({ dice, tally }: GrammarAttack, made: MadeMessage): Sent {
  tally.sip++
  if (made.isGrown) tally.grown++
  const bytes = Buffer.from(made.head + made.body)
  const isSpoilt = dice.chance(SPOILT_SHARE)
  // What is longer than a message may be is refused for that, which is no answer to what it says.
  return { bytes: isSpoilt ? spoilBytes(bytes, dice) : bytes, isAsMade: !isSpoilt }
}

/** What was answered to it at once; null: the exchange hung on it. */
async function deliver({ dice, farEnd, tally }: GrammarAttack, { bytes }: Sent): Promise<SipMessage[] | null> {
  const pieces = dice.chance(FRAMED_SHARE) ? 2 + Math.floor(dice.next() ** 4 * bytes.length) : 1
  const heard = await answersTo(farEnd, () => farEnd.sayInFrames(bytes, pieces))
  if (heard !== hung) return heard
  tally.hung++
  console.error(`hung on ${shownBytes(bytes)}`)
  return null
}

async function sendRequest(
  attack: GrammarAttack,
  asked: { method: string; target: string; dialog?: Dialog; cseq: number },
): Promise<void> {
  const { dice, farEnd, exchange, tally } = attack
  const made = makeRequest(dice, sameDice(dice), dice.chance(GROWN_SHARE), asked)
  const sent = bytesOf(attack, made)
  const refusedBefore = exchange.refused()
  const cameBefore = exchange.came()
  if (!(await deliver(attack, sent))) return
  const text = sent.bytes.toString('latin1')
  if (!/^[\r\n]*INVITE /.test(text)) return
  // Within a call nobody needs to be told of what its far end garbles; an answer finds its way by the Via alone.
  if (asked.dialog && !sent.isAsMade && !hasVia(text, made.branch)) return
  const isHeard = () =>
    farEnd.received.some(({ status, raw }) => status !== null && (sent.isAsMade ? raw.includes(made.branch) : true)) ||
    exchange.refused() > refusedBefore ||
    (!sent.isAsMade && exchange.came() > cameBefore)
  if (isHeard()) return
  await exchange.settle()
  await farEnd.caughtUp()
  if (isHeard()) return
  tally.lost++
  console.error(`a call was lost in silence${sent.isAsMade ? '' : ', spoilt'}: ${shownBytes(sent.bytes)}`)
}

/** The headers of a name, unfolded; read apart from the phone's own reader. */
function headersIn(text: string, names: readonly string[]): string[] {
  const head = text.slice(0, Math.max(0, text.indexOf('\r\n\r\n'))).replace(/\r\n[ \t]+/g, ' ')
  return head.split('\r\n').flatMap((line) => {
    const colon = line.indexOf(':')
    return names.includes(line.slice(0, Math.max(0, colon)).trim().toLowerCase()) ? [line.slice(colon + 1).trim()] : []
  })
}

/** The topmost hop says where it is and names the branch. */
function hasVia(text: string, branch: string): boolean {
  const [line = ''] = headersIn(text.replace(/^[\r\n]+/, ''), ['via', 'v'])
  const isPlain = /^SIP[ \t]*\/[ \t]*2\.0[ \t]*\/[ \t]*[\w.!%*+`'~-]+[ \t]+[\w.:[\]-]+[ \t]*;/i.test(line)
  return isPlain && line.includes(branch)
}

/** A call out, and what the far end says to it, until a plain answer ends what is left of it. */
async function answerCall(attack: GrammarAttack): Promise<void> {
  const { dice, farEnd, exchange } = attack
  exchange.say({ kind: 'dial' })
  const dialled = await exchange.heard(({ kind }) => kind === 'dialled')
  const callId = 'callId' in dialled ? dialled.callId : ''
  const tag = `t${Math.floor(dice.next() * 1e9)}`
  let invite = await requestOf(farEnd, callId)
  for (let more = 1 + Math.floor(dice.next() * 3); more > 0 && invite; more--) {
    const status = dice.pick(statuses)
    await exchange.settle()
    if (exchange.hasMoved(callId)) break
    const made = makeResponse(dice, sameDice(dice), dice.chance(GROWN_SHARE), { invite, status, tag })
    const sent = bytesOf(attack, made)
    if (!(await deliver(attack, sent))) return
    await judgeAnswer(attack, { made, sent, callId, status })
    invite = farEnd.received.findLast((one) => one.method === 'INVITE' && one.header('call-id') === callId) ?? invite
  }
  if (!invite || exchange.isOver(callId)) return
  await answersTo(farEnd, () => {
    farEnd.say(responseTo(invite!, '486 Busy Here', tag))
    farEnd.say(writeBye(invite!, tag))
  })
  await exchange.settle()
}

interface Judged {
  readonly made: MadeMessage
  readonly sent: Sent
  readonly callId: string
  readonly status: number
}

/**
 * Read apart from the phone's own reader: one hop, whose branch is that of the request; or, where no branch is left, its
 * Call-ID and CSeq.
 */
function namesItsRequest(text: string, { branch, callId }: MadeMessage): boolean {
  const vias = headersIn(text, ['via', 'v'])
  if (vias.length > 1 || vias[0]?.includes(',')) return false
  const named = /;\s*branch\s*=\s*([^\s;]*)/i.exec(vias[0] ?? '')?.[1]
  if (named !== undefined) return named === branch
  const [cseq = ''] = headersIn(text, ['cseq'])
  return headersIn(text, ['call-id', 'i'])[0] === callId && /^0*[12][ \t]+INVITE$/.test(cseq)
}

/** A final answer that names its transaction has to move the call; one that takes it has to be acknowledged as well. */
async function judgeAnswer(
  { farEnd, exchange, tally }: GrammarAttack,
  { made, sent, callId, status }: Judged,
): Promise<void> {
  const text = sent.bytes.toString('latin1').replace(/^[\r\n]+/, '')
  if (!/^SIP\/2\.0 [2-6]\d\d(?: |\r\n)/.test(text) || !namesItsRequest(text, made)) return
  await exchange.settle()
  await farEnd.caughtUp()
  const isAcknowledged = farEnd.received.some(({ method }) => method === 'ACK')
  const isTaken = status >= 200 && status < 300 && sent.isAsMade
  if (exchange.hasMoved(callId) && (isAcknowledged || !isTaken)) return
  tally.lost++
  console.error(`an answer was lost in silence${sent.isAsMade ? '' : ', spoilt'}: ${shownBytes(sent.bytes)}`)
}

/** The same numbers each time. */
function sameDice(dice: Random): () => Random {
  const seed = String(dice.next())
  return () => createRandom(seed)
}

function shownBytes(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1').slice(0, 3_000))
}
