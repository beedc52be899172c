/*
 * npm run bench -- fuzz [--seed N] [--sip N] [--ipc N]: against the running exchange the messages of RFC 4475, and two
 * attackers, each with half of the messages, requests and responses, in and out of calls: one mutates and grows what a
 * far end writes, the other writes after the grammar of the RFCs, grows any place of it and spoils bytes. Against the whole
 * of main: payloads of every request of the desk.
 *
 * `slowestCpu_ms` is the most that one message cost the exchange's thread, from the first one on, with everything that
 * follows from it before the next turn of its loop. `callsLostInSilence` counts calls in and answers of which neither the
 * sender nor the rep heard anything: of the first attacker those whose Via, CSeq and first line came through unharmed, of
 * the second every INVITE and every final answer that still names its transaction (by-grammar.ts).
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { tortureMessages } from '../../support/rfc4475/torture.ts'
import { parseSip } from '../../support/sip-message.ts'
import { createRandom, type Random } from '../beep/random.ts'
import { round } from '../figures.ts'
import type { FromMain, ToMain } from './main-process.ts'
import { attackByGrammar } from './by-grammar.ts'
import { openLink, type Link } from './exchange-link.ts'
import { HUNG_MS, answersTo, beginCall, hung, requestOf, targetOf, writeBye } from './far-side.ts'
import { grow, mutate } from './mutate.ts'
import { newBranch, requestTo, requestWithin, responseTo, statusLines, type Dialog } from './templates.ts'

/** One message in so many is grown: it is sixty times as long as the others. */
const GROWN_SHARE = 0.08

interface Tally {
  sip: number
  grown: number
  hung: number
  lost: number
}

export async function bench(args: readonly string[]): Promise<void> {
  const option = (name: string, usual: number) => {
    const at = args.indexOf(`--${name}`)
    return at === -1 ? usual : Number(args[at + 1])
  }
  const dice = createRandom(`fuzz ${option('seed', 1)}`)
  const sip = await fuzzSip(dice, option('sip', 100_000))
  const ipc = await fuzzIpc(option('seed', 1), option('ipc', 20_000))
  const result = {
    bench: 'fuzz',
    sip: sip.tally.sip,
    ipc: ipc.sent,
    grown: sip.tally.grown,
    uncaught: sip.uncaught + ipc.uncaught,
    hung: sip.tally.hung + ipc.hung,
    socketsLost: sip.socketsLost,
    slowestCpu_ms: round(sip.slowestCpuMs, 1),
    rfc4475: sip.rfc4475,
    callsLostInSilence: sip.tally.lost,
  }
  console.log(JSON.stringify(result))
}

async function fuzzSip(dice: Random, messages: number) {
  const tally: Tally = { sip: 0, grown: 0, hung: 0, lost: 0 }
  let uncaught = 0
  let connections = 0
  const farEnd = await openFarEnd({ instead: (request) => ['INVITE', 'BYE', 'CANCEL'].includes(request.method ?? '') })
  const child = fork(join(import.meta.dirname, 'exchange-process.ts'), { execArgv: ['--no-warnings'] })
  const exchange = openLink(child, (error) => {
    uncaught++
    console.error(error)
  })
  try {
    exchange.say({ kind: 'use', server: farEnd.server })
    await exchange.heard(({ kind }) => kind === 'registered')
    connections = farEnd.connections()
    const own = targetOf(farEnd)
    const rfc4475 = await torture(farEnd, own)
    await attack({ dice, farEnd, exchange, own, tally, messages: Math.ceil(messages / 2) })
    await attackByGrammar({ dice, farEnd, exchange, own, tally }, Math.floor(messages / 2))
    const slowestCpuMs = await exchange.settle()
    return { tally, uncaught, slowestCpuMs, rfc4475, socketsLost: farEnd.connections() - connections }
  } finally {
    child.kill()
    await farEnd.close()
  }
}

async function torture(farEnd: FarEnd, target: string): Promise<{ sent: number; asExpected: number }> {
  const all = tortureMessages(target.split(';')[0]!)
  let asExpected = 0
  for (const { name, bytes, expected } of all) {
    const heard = await answersTo(farEnd, () => farEnd.sayBytes(bytes))
    const callId = /^(?:call-id|i)[ \t]*:[ \t]*(\S+)/im.exec(bytes.toString('latin1'))?.[1]
    const own = heard.filter((one) => one.header('call-id') === callId)
    const statuses = own.flatMap(({ status }) => (status === null || status === 100 ? [] : status))
    if ((statuses[0] ?? null) === expected) asExpected++
    else console.error(`RFC 4475 ${name}: ${statuses.join(', ') || 'silence'} instead of ${expected ?? 'silence'}`)
  }
  return { sent: all.length, asExpected }
}

interface Attack {
  readonly dice: Random
  readonly farEnd: FarEnd
  readonly exchange: Link
  readonly own: string
  readonly tally: Tally
  readonly messages: number
}

const standalone = ['INVITE', 'INVITE', 'INVITE', 'OPTIONS', 'MESSAGE', 'NOTIFY', 'SUBSCRIBE', 'REFER', 'REGISTER', 'CANCEL', 'ACK', 'BYE', 'INFO', 'UPDATE', 'PRACK', 'PUBLISH', 'DANCE'] // prettier-ignore
const within = ['INVITE', 'ACK', 'INFO', 'REFER', 'NOTIFY', 'UPDATE', 'OPTIONS', 'MESSAGE', 'PRACK', 'BYE', 'CANCEL']

async function attack(assault: Attack): Promise<void> {
  const { dice, farEnd, exchange, own, tally, messages } = assault
  const enough = tally.sip + messages
  let standing: Dialog | null = null
  let cseq = 1
  while (tally.sip < enough) {
    const turn = dice.next()
    if (turn < 0.5) await attackWithRequest(assault, requestTo(own, dice.pick(standalone), newBranch()))
    else if (turn < 0.75) {
      standing ??= await beginCall(farEnd, exchange, own)
      if (!standing) continue
      const method = dice.pick(within)
      await attackWithRequest(assault, requestWithin(standing, method, ++cseq, newBranch()))
      if (method === 'BYE' || dice.chance(0.01)) standing = null
    } else await attackWithAnswers(assault)
  }
  await exchange.settle()
}

function spoil({ dice, tally }: Attack, message: string): string {
  tally.sip++
  const mutated = dice.chance(0.8) ? mutate(message, dice) : message
  if (!dice.chance(GROWN_SHARE)) return mutated
  tally.grown++
  return grow(mutated, dice)
}

async function attackWithRequest(assault: Attack, message: string): Promise<void> {
  const { farEnd, exchange, tally } = assault
  const spoilt = spoil(assault, message)
  const refusedBefore = exchange.refused()
  const heard = await answersTo(farEnd, () => farEnd.say(spoilt))
  if (heard === hung) {
    tally.hung++
    return console.error(`hung on ${JSON.stringify(spoilt.slice(0, 2_000))}`)
  }
  if (!isRecognisableCall(spoilt)) return
  const branch = /\r\nVia: [^\r]*branch=(z9hG4bK\w+)/.exec(spoilt)![1]!
  const isAnswered = () => farEnd.received.some(({ status, raw }) => status !== null && raw.includes(branch))
  if (isAnswered()) return
  // An answer that has to be made by the sound comes a few turns later.
  await exchange.settle()
  await farEnd.caughtUp()
  if (isAnswered() || exchange.refused() > refusedBefore) return
  tally.lost++
  console.error(`a call was lost in silence: ${JSON.stringify(spoilt.slice(0, 2_000))}`)
}

/** Its first line, its Via and its CSeq are as a far end writes them: whatever else it is, it is a call. */
function isRecognisableCall(text: string): boolean {
  const head = text.slice(0, Math.max(0, text.indexOf('\r\n\r\n'))).split('\r\n')
  const vias = head.filter((line) => /^(?:via|v)[ \t]*:/i.test(line))
  const isInvite = /^INVITE sip:[\w.-]+@[\w.-]+(?:;[\w=]+)* SIP\/2\.0$/.test(head[0] ?? '')
  return isInvite && vias.length === 1 && /^Via: SIP\/2\.0\/WS far\.test;branch=z9hG4bK[0-9a-f]{12}$/.test(vias[0]!)
}

/** A call out, and what the far end says to it: mutated and grown, until a clean one ends what is left of it. */
async function attackWithAnswers(assault: Attack): Promise<void> {
  const { dice, farEnd, exchange } = assault
  exchange.say({ kind: 'dial' })
  const dialled = await exchange.heard(({ kind }) => kind === 'dialled')
  const callId = 'callId' in dialled ? dialled.callId : ''
  let invite = await requestOf(farEnd, callId)
  const tag = `t${Math.floor(dice.next() * 1e9)}`
  for (let more = 1 + Math.floor(dice.next() * 3); more > 0 && invite; more--) {
    const response: string = responseTo(invite, dice.pick(statusLines), tag)
    const spoilt = spoil(assault, response)
    if (await isLost(assault, callId, spoilt)) return
    invite = farEnd.received.findLast((one) => one.method === 'INVITE' && one.header('call-id') === callId) ?? invite
    if (exchange.isOver(callId)) return
  }
  if (!invite) return
  // Whatever is left of it ends here.
  await answersTo(farEnd, () => {
    farEnd.say(responseTo(invite!, '486 Busy Here', tag))
    farEnd.say(writeBye(invite!, tag))
  })
  await exchange.settle()
}

async function isLost({ farEnd, exchange, tally }: Attack, callId: string, spoilt: string): Promise<boolean> {
  const heard = await answersTo(farEnd, () => farEnd.say(spoilt))
  if (heard === hung) {
    tally.hung++
    console.error(`hung on ${JSON.stringify(spoilt.slice(0, 2_000))}`)
    return true
  }
  const sent = parseSip(spoilt)
  const isFinal = /^SIP\/2\.0 [2-6]\d\d /.test(spoilt) && !/^SIP\/2\.0 40[17] /.test(spoilt)
  const ours = farEnd.received.findLast((one) => one.method === 'INVITE' && one.header('call-id') === callId)
  const isWhole =
    ours !== undefined &&
    isFinal &&
    sent.headers('via').length === 1 &&
    sent.header('via') === ours.header('via') &&
    sent.header('cseq') === ours.header('cseq')
  if (!isWhole || !spoilt.includes('\r\n\r\n') || sent.raw.indexOf('\r\nVia:') > 60_000) return false
  if (sent.raw.slice(0, sent.raw.indexOf('\r\nCSeq:')).length > 60_000) return false
  await exchange.settle()
  if (exchange.hasMoved(callId)) return false
  tally.lost++
  console.error(`an answer was lost in silence: ${JSON.stringify(spoilt.slice(0, 2_000))}`)
  return true
}

async function fuzzIpc(seed: number, payloads: number) {
  const child = fork(join(import.meta.dirname, 'main-process.ts'), { execArgv: ['--no-warnings'] })
  try {
    const done = new Promise<FromMain>((resolve, reject) => {
      child.on('message', (message: FromMain) => resolve(message))
      child.on('exit', (code) => reject(new Error(`main ended with ${code}`)))
    })
    child.send({ seed, payloads, hungMs: HUNG_MS } satisfies ToMain)
    return await done
  } finally {
    child.kill()
  }
}
