import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { rms } from '../../support/signal.ts'
import { beCalled, dial, packets, plainly } from './calling.ts'
import { accept, answer, close, createFarEnd, heardFrom, offer, say, type FarEnd } from './far-end.ts'
import { callId as callNamed, expect, test } from './sound-room.ts'
import { openTurnServer } from '../../support/turn-server.ts'
import { babble } from '../../support/synthetic-sound.ts'

async function loudness(farEnd: FarEnd): Promise<number> {
  const from = farEnd.packets.length
  await packets(farEnd, 60)
  return rms(heardFrom(farEnd, from))
}

test('a call that is dialled is heard at the far end, and the far end here', async ({ room }) => {
  const { callId, farEnd } = await dial(room, 'out')
  expect(await loudness(farEnd)).toBeGreaterThan(0.005)
  const heard = room.heard('levels.changed', (levels) =>
    levels.some((one) => one.callId === callId && one.farEnd > 0.1),
  )
  await say(farEnd, babble(1, 8000, 1))
  await heard
  await room.heard('levels.changed', (levels) => levels.some((one) => one.callId === callId && one.microphone > 0.01))
  await close(farEnd)
})

test('a call that comes in is answered and heard, even from another source than it announced', async ({ room }) => {
  const { callId, farEnd } = await beCalled(room, 'in', (sdp) => sdp.replace(/^a=ssrc:\d+/gm, 'a=ssrc:1'))
  expect(await loudness(farEnd)).toBeGreaterThan(0.005)
  await say(farEnd, babble(1, 8000, 1))
  await room.heard('levels.changed', (levels) => levels.some((one) => one.callId === callId && one.farEnd > 0.1))
  await close(farEnd)
})

test('an offer prefers Opus, then G.722, then G.711, takes digits, and is there at once', async ({ room }) => {
  await room.command('peer.describe', { callId: callNamed('warm'), ...plainly })
  const before = performance.now()
  const described = await room.command('peer.describe', { callId: callNamed('cold'), ...plainly })
  expect(performance.now() - before).toBeLessThan(400)
  if (!described.ok) throw new Error(described.trouble.code)
  const { sdp } = described.value
  const names = new Map([...sdp.matchAll(/a=rtpmap:(\d+) ([^/\r\n]+)/g)].map(([, type, name]) => [type!, name!]))
  const order = /m=audio \d+ \S+ (.*)/
    .exec(sdp)![1]!
    .trim()
    .split(' ')
    .map((type) => names.get(type))
  expect(order.slice(0, 4)).toEqual(['opus', 'G722', 'PCMU', 'PCMA'])
  expect(new Set(order.slice(4))).toEqual(new Set(['telephone-event']))
  expect(sdp).toMatch(/a=candidate:.* udp .* typ host/i)
  expect(sdp).not.toContain('.local ')
})

test('a STUN and a TURN server that do not answer keep no call waiting', async ({ room }) => {
  const silent = createSocket('udp4')
  silent.bind(0, '127.0.0.1')
  await once(silent, 'listening')
  const at = `127.0.0.1:${(silent.address() as AddressInfo).port}`
  const iceServers = [{ urls: `stun:${at}` }, { urls: `turn:${at}`, username: 'rep', credential: 'secret' }]
  await room.command('peer.describe', { callId: callNamed('warm'), ...plainly, iceServers })
  const took: number[] = []
  for (const name of ['one', 'two', 'three', 'four', 'five']) {
    const callId = callNamed(name)
    const before = performance.now()
    const described = await room.command('peer.describe', { ...plainly, callId, iceServers })
    took.push(performance.now() - before)
    expect(described).toMatchObject({ ok: true, value: { sdp: expect.stringContaining('typ host') } })
    await room.command('peer.close', { callId })
  }
  // 45 ms by design; the bar of 100 ms from the click is measured by the bench, on a machine that does nothing else.
  expect(Math.min(...took)).toBeLessThan(100)
  silent.close()
})

// An allocation takes two questions.
test('a line that goes through its TURN server only waits for it, and tells no address of this computer', async ({
  room,
}) => {
  const turn = await openTurnServer({ answersAfterMs: 400 })
  try {
    const { url, username, credential } = turn
    const iceServers = [{ urls: url, username, credential }]
    const described = await room.command('peer.describe', {
      ...plainly,
      callId: callNamed('relayed'),
      iceServers,
      relayOnly: true,
    })
    if (!described.ok) throw new Error(described.trouble.about['reason'])
    const { sdp } = described.value
    const candidates = sdp.match(/^a=candidate:.*$/gm) ?? []
    expect(candidates).toHaveLength(1)
    expect(candidates[0]).toContain(`${turn.relayed} typ relay raddr 0.0.0.0 rport 0`)
    const told = new Set(sdp.match(/\b\d+\.\d+\.\d+\.\d+\b/g))
    // Chromium's origin line has 127.0.0.1 always.
    expect([...told].toSorted()).toEqual(['0.0.0.0', '127.0.0.1', '203.0.113.7'])
    expect(sdp).not.toContain('.local')
  } finally {
    turn.close()
  }
})

test('where no TURN server answers, a call that goes through one only does not leave, and says why', async ({
  room,
}) => {
  const before = performance.now()
  const described = await room.command('peer.describe', {
    ...plainly,
    callId: callNamed('silent'),
    iceServers: [{ urls: 'turn:127.0.0.1:9', username: 'rep', credential: 'secret' }],
    relayOnly: true,
  })
  expect(described).toMatchObject({ ok: false, trouble: { code: 'media-failed' } })
  // Chromium itself would go on for more than ten seconds.
  expect(performance.now() - before).toBeLessThan(8_000)
})

test('an offer has the line’s own codecs, in its order', async ({ room }) => {
  const codecs: ('pcma' | 'opus')[] = ['pcma', 'opus']
  const described = await room.command('peer.describe', { ...plainly, callId: callNamed('own'), codecs })
  if (!described.ok) throw new Error(described.trouble.code)
  const names = [...described.value.sdp.matchAll(/a=rtpmap:\d+ ([^/\r\n]+)/g)].map(([, name]) => name)
  expect(names.filter((name) => name !== 'telephone-event')).toEqual(['PCMA', 'opus'])
  expect(names).toContain('telephone-event')
})

test('which candidates a line could have is found without a call and without the microphone', async ({ room }) => {
  const plain = await room.command('ice.gather', { iceServers: [] })
  expect(plain).toMatchObject({ ok: true, value: { srflx: 0, relay: 0, said: [] } })
  if (plain.ok) expect(plain.value.host).toBeGreaterThan(0)
  expect(await room.liveMicrophones()).toBe(0)
})

test('what has gone and come in a call is counted', async ({ room }) => {
  const { callId, farEnd } = await dial(room, 'counted')
  await packets(farEnd, 30)
  const counted = await room.command('peer.count', { callId })
  expect(counted.ok && counted.value.sent).toBeGreaterThanOrEqual(30)
  expect(counted).toMatchObject({ value: { codec: 'PCMU' } })
  await close(farEnd)
})

test('a call is held, taken back, and survives an ICE restart', async ({ room }) => {
  const { callId, farEnd } = await dial(room, 'held')
  const again = async (request: object) => {
    const described = await room.command('peer.describe', { callId, ...plainly, ...request })
    if (!described.ok) throw new Error(described.trouble.code)
    const description = await answer(farEnd, described.value)
    expect(await room.command('peer.accept', { callId, description })).toMatchObject({ ok: true })
    return described.value.sdp
  }
  expect(await again({ direction: 'inactive' })).toContain('a=inactive')
  const held = farEnd.packets.length
  const first = await again({ direction: 'sendrecv' })
  expect(first).toContain('a=sendrecv')
  // A packet or two may have been under way when the hold was agreed.
  expect(farEnd.packets.length - held).toBeLessThan(10)
  expect(await loudness(farEnd)).toBeGreaterThan(0.005)
  const fragment = (sdp: string) => /a=ice-ufrag:(.*)/.exec(sdp)![1]
  expect(fragment(await again({}))).toBe(fragment(first))
  expect(fragment(await again({ restartIce: true }))).not.toBe(fragment(first))
  await packets(farEnd, 60)
  await close(farEnd)
})

test('an offer that was refused is taken back, and the call goes on', async ({ room }) => {
  const { callId, farEnd } = await dial(room, 'refused')
  expect(await room.command('peer.describe', { callId, ...plainly, direction: 'inactive' })).toMatchObject({ ok: true })
  expect(await room.command('peer.rollback', { callId })).toMatchObject({ ok: true })
  expect(await room.command('peer.rollback', { callId })).toMatchObject({ ok: true })
  expect(await loudness(farEnd)).toBeGreaterThan(0.005)
  const described = await room.command('peer.describe', { callId, ...plainly })
  expect(described).toMatchObject({ ok: true, value: { type: 'offer' } })
  await close(farEnd)
})

test('digits arrive, also those typed while others are being sent', async ({ room }) => {
  const { callId, farEnd } = await dial(room, 'digits')
  expect(await room.command('peer.sendDigits', { callId, digits: '12#' })).toEqual({ ok: true, value: true })
  expect(await room.command('peer.sendDigits', { callId, digits: '0*' })).toEqual({ ok: true, value: true })
  await expect.poll(() => farEnd.digits.join('')).toBe('12#0*')
  await close(farEnd)
})

test('a far end that takes no digits is said so', async ({ room }) => {
  const id = callNamed('deaf')
  const farEnd = createFarEnd()
  const description = await offer(farEnd)
  const sdp = description.sdp.replace(/a=(rtpmap|fmtp):126 .*\r\n/g, '').replace(/(m=audio .*) 126/, '$1')
  await room.command('peer.accept', { callId: id, description: { type: 'offer', sdp } })
  const described = await room.command('peer.describe', { callId: id, ...plainly })
  if (!described.ok) throw new Error(described.trouble.code)
  await accept(farEnd, described.value)
  expect(await room.command('peer.sendDigits', { callId: id, digits: '1' })).toEqual({ ok: true, value: false })
  await close(farEnd)
})

test('a description that makes no sense is a trouble, not a crash', async ({ room }) => {
  await room.command('peer.describe', { callId: callNamed('odd'), ...plainly })
  const description = { type: 'answer', sdp: 'v=0\r\nnonsense\r\n' } as const
  expect(await room.command('peer.accept', { callId: callNamed('odd'), description })).toMatchObject({
    ok: false,
    trouble: { code: 'media-failed' },
  })
})

test('nothing happens to a call that is not there', async ({ room }) => {
  const nobody = callNamed('nobody')
  const description = { type: 'answer', sdp: '' } as const
  const done = { ok: true, value: null }
  for (const name of ['peer.rollback', 'peer.close', 'call.answered', 'message.stop'] as const) {
    expect(await room.command(name, { callId: nobody })).toEqual(done)
  }
  expect(await room.command('microphone.mute', { callId: nobody, muted: true })).toEqual(done)
  expect(await room.command('call.listen', { callId: nobody, listening: false })).toEqual(done)
  expect(await room.command('peer.sendDigits', { callId: nobody, digits: '1' })).toEqual({ ok: true, value: false })
  expect(await room.command('peer.accept', { callId: nobody, description })).toMatchObject({ ok: false })
  expect(await room.command('message.play', { callId: nobody })).toMatchObject({ trouble: { code: 'not-found' } })
})

test('the end of a call reaches the far end, and every microphone track is stopped', async ({ room }) => {
  const first = await dial(room, 'first')
  const second = await dial(room, 'second')
  await room.command('peer.close', { callId: first.callId })
  await packets(second.farEnd, 20)
  expect(await room.liveMicrophones()).toBe(2)
  await room.command('peer.close', { callId: second.callId })
  await room.command('peer.close', { callId: second.callId })
  await expect.poll(() => room.liveMicrophones()).toBe(0)
  const third = await dial(room, 'third')
  expect(await loudness(third.farEnd)).toBeGreaterThan(0.005)
  for (const { farEnd } of [first, second, third]) await close(farEnd)
})

test('a call that is closed while it is being described leaves nothing open', async ({ room }) => {
  const describing = room.command('peer.describe', { callId: callNamed('short'), ...plainly })
  await room.command('peer.close', { callId: callNamed('short') })
  expect(await describing).toMatchObject({ ok: false, trouble: { code: 'media-failed' } })
  await expect.poll(() => room.liveMicrophones()).toBe(0)
})
