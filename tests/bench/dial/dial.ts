/**
 * From the click to the INVITE.
 *
 *     npm run bench -- dial [--count N]
 *
 * The whole app, driven by its own button, and SIP.js's SimpleUser in a page of the same Chromium, in turn, call the
 * same baresip over the same Kamailio (50 calls each unless told otherwise): first without a STUN server, then with one
 * that never answers. A click is what the page says of it; an INVITE is there when Kamailio has it. Of SimpleUser with the silent
 * server, whose calls take 5 s each, there are fewer. In a network of its own; the last line is the result, one JSON object.
 */
import { createSocket } from 'node:dgram'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { expect } from '@playwright/test'
import { ensureBuilt } from '../../../scripts/ensure-built.ts'
import { labAddress } from '../../../scripts/network-namespace.ts'
import { ensurePackages } from '../../../scripts/system-packages.ts'
import type { PassedMessage } from '../../support/kamailio.ts'
import { askDesk } from '../../support/ask-desk.ts'
import { percentile, round } from '../figures.ts'
import { ranInNamespace } from '../in-namespace.ts'
import { openRepInLab, type RepInLab } from '../rep-in-lab.ts'
import { bigButton, click, chooseLine } from '../the-rep.ts'
import { openSimpleUser, type SimpleUser } from './simple-user.ts'

/** Of SimpleUser with the silent server. */
const fewer = 10

export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { count: { type: 'string', default: '50' } } })
  ensurePackages(['chromium', 'kamailio', 'baresip', 'ip'])
  ensureBuilt()
  if (ranInNamespace('dial', args)) return
  const count = Number(values.count)
  const silent = createSocket('udp4')
  await new Promise<void>((resolve) => silent.bind(3478, labAddress, resolve))
  const rep = await openRepInLab(2 * count + 2)
  const simpleUser = await openSimpleUser(join(rep.afterbeep.folder, 'Chromium'))
  try {
    console.log(JSON.stringify(await run(rep, simpleUser, count)))
  } finally {
    await simpleUser.close()
    await rep.close()
    silent.close()
  }
}

interface Presses {
  readonly ours: number[]
  readonly theirs: number[]
}

async function run(rep: RepInLab, simpleUser: SimpleUser, count: number) {
  const { desk, lab } = rep
  const server = lab.provider.wsServer
  await simpleUser.use({ server, iceServers: [] })
  // The first of each warms up what is warm all day.
  await callInTurn(rep, simpleUser, 1, 1)
  const plain = await callInTurn(rep, simpleUser, count, count)
  await simpleUser.use({ server, iceServers: [{ urls: `stun:${labAddress}:3478` }] })
  await chooseLine(desk, { ...lab.line, iceServers: [{ urls: `stun:${labAddress}:3478`, user: '' }] }, lab.password)
  await callInTurn(rep, simpleUser, 1, 0)
  const silent = await callInTurn(rep, simpleUser, count, Math.min(count, fewer))

  const messages = lab.provider.messages()
  const waits = (presses: readonly number[], user: string) => presses.map((at) => inviteAfter(messages, at, user) - at)
  const [ours, theirs] = [waits(plain.ours, 'web1'), waits(plain.theirs, 'web2')]
  const [oursSilent, theirsSilent] = [waits(silent.ours, 'web1'), waits(silent.theirs, 'web2')]
  const ringing = answerTimes(messages, plain.ours)
  for (const [name, ms] of Object.entries({ ours, theirs, oursSilent, theirsSilent }))
    console.log(`${name}: ${ms.map(Math.round).join(' ')}`)
  console.log(`load ${loadavg()[0]!.toFixed(1)}`)
  return {
    bench: 'dial',
    n: count,
    p50_ms: round(percentile(ours, 0.5), 0),
    p95_ms: round(percentile(ours, 0.95), 0),
    simpleUser_p50_ms: round(percentile(theirs, 0.5), 0),
    ratio: round(percentile(ours, 0.5) / percentile(theirs, 0.5), 2),
    silentStun_p95_ms: round(percentile(oursSilent, 0.95), 0),
    silentStun_simpleUser_p50_ms: round(percentile(theirsSilent, 0.5), 0),
    inviteTo200_p50_ms: round(percentile(ringing, 0.5), 0),
  }
}

async function callInTurn(rep: RepInLab, simpleUser: SimpleUser, count: number, theirCount: number): Promise<Presses> {
  const { desk } = rep
  const presses: Presses = { ours: [], theirs: [] }
  for (let i = 0; i < count; i++) {
    presses.ours.push(await click(bigButton(desk, /^Call /)))
    const { callId } = await rep.nextCall()
    const phase = async () =>
      (await askDesk(desk, 'desk.open', {})).calls.find((call) => call.callId === callId)?.phase ?? 'ended'
    await expect.poll(phase, { intervals: [50], timeout: 15_000 }).toBe('talking')
    await askDesk(desk, 'call.hangUp', { callId })
    await expect.poll(phase, { intervals: [50], timeout: 15_000 }).toBe('ended')
    if (i >= theirCount) continue
    presses.theirs.push(await simpleUser.call())
    await simpleUser.hangUp()
  }
  return presses
}

function isFirstInvite({ direction, protocol, message }: PassedMessage): boolean {
  const isNew = message.method === 'INVITE' && !message.header('to')!.includes(';tag=')
  return direction === 'in' && /^wss?$/.test(protocol) && isNew && message.header('proxy-authorization') === undefined
}

/** The press and the server are told by the same clock, to the millisecond. */
function inviteAfter(messages: readonly PassedMessage[], pressedAt: number, user: string): number {
  return firstInvite(messages, pressedAt, user).at
}

function firstInvite(messages: readonly PassedMessage[], pressedAt: number, user: string): PassedMessage {
  const invite = messages.find(
    (each) => each.at >= pressedAt - 1 && isFirstInvite(each) && each.message.header('from')!.includes(`sip:${user}@`),
  )
  if (!invite) throw new Error(`no INVITE of ${user} came after a press`)
  return invite
}

/** From the INVITE at the server to the 200 that it passes back. */
function answerTimes(messages: readonly PassedMessage[], presses: readonly number[]): number[] {
  return presses.map((pressedAt) => {
    const { at, message } = firstInvite(messages, pressedAt, 'web1')
    const answer = messages.find(
      (each) =>
        each.direction === 'out' &&
        each.message.status === 200 &&
        each.message.header('call-id') === message.header('call-id') &&
        /INVITE/.test(each.message.header('cseq') ?? ''),
    )
    return answer!.at - at
  })
}
