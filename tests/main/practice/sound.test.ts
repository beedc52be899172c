import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPagePeer, type PagePeer } from '../../support/page-peer.ts'
import { openPractice, practiceAccount, practiceSoundsDir, type PracticeForTests } from '../../support/practice.ts'
import { alignedCorrelation, readWav, resample, rms } from '../../support/signal.ts'
import { sine } from '../../support/synthetic-sound.ts'
import { connectCaller, type Invited, type SipCaller, type Told } from '../../support/sip-caller.ts'

/* In real time: what fails while the machine is busy elsewhere is tried once more, as in playwright.config.ts. */

const recordings = join(practiceSoundsDir, '..', 'recordings')
const seconds = (from: number, to: number) => [from * 48_000, to * 48_000] as const
const invitation = readWav(join(recordings, 'roundtable-invite.wav')).samples.slice(...seconds(0, 4))
const audit = readWav(join(recordings, 'audit-offer.wav')).samples.slice(...seconds(3, 7))

/** Enough of each sound to be known by. */
const SAYS_MS = 1_500
const said = (file: string) => readWav(join(practiceSoundsDir, file)).samples.slice(0, SAYS_MS * 8)

let practice: PracticeForTests
let caller: SipCaller
let page: PagePeer

beforeAll(async () => {
  practice = await openPractice({ ringMs: 1, saysMs: SAYS_MS })
  caller = await connectCaller(practice.server, practiceAccount.password)
  page = await openPagePeer()
}, 30_000)

afterAll(async () => {
  await page.quit()
  caller.close()
  await practice.close()
})

/** Calls, and resolves when sound flows. */
async function call(number: string, name: string, peer = page): Promise<Invited> {
  const invited = await caller.invite(number, await peer.offer(name))
  const final = await invited.final()
  expect(final.status).toBe(200)
  invited.ack()
  await peer.accept(name, final.body)
  await peer.connected(name)
  return invited
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const heardAt8k = (samples: Int16Array) => Float32Array.from(samples, (sample) => sample / 32_768)

/**
 * Where a clip was heard and how well, by pieces of a quarter second: the caller's jitter buffer stretches time now and
 * then, and a busy machine tears holes into what the page records. How well is what the best quarter of them has in common.
 */
function heardByPage(heard: Float32Array, clip: Float32Array): { correlation: number; startMs: number } {
  const size = 2_000
  const pieces = Array.from({ length: Math.floor(clip.length / size) }, (_, i) => {
    const piece = clip.slice(i * size, (i + 1) * size)
    const { correlation, lagMs } = alignedCorrelation(heard, piece, 8_000)
    return { correlation, startMs: lagMs - (i * size) / 8 }
  })
  const at = (key: 'correlation' | 'startMs', part: number) =>
    pieces.map((piece) => piece[key]).toSorted((a, b) => a - b)[Math.floor(pieces.length * part)]!
  return { correlation: at('correlation', 3 / 4), startMs: at('startMs', 1 / 2) }
}

/** The voicemail keeps the clip that was played into the call. */
async function keepsInvitation({ callId }: Invited): Promise<void> {
  const { samples } = await practice.heard(callId)
  const clip = resample(invitation, 48_000, 8_000)
  expect(alignedCorrelation(heardAt8k(samples), clip, 8_000).correlation).toBeGreaterThan(0.95)
}

async function packetsInASecond(name: string): Promise<number> {
  const before = await page.packetsIn(name)
  await pause(1_000)
  return (await page.packetsIn(name)) - before
}

test.concurrent(
  'a caller hears the greeting, then the beep, and what they say after it is what the voicemail keeps',
  { retry: 1, timeout: 40_000 },
  async () => {
    const invited = await call('+14165550101', 'message')
    const greeting = said('jane-adams-greeting.wav')
    await pause(2_700)
    await page.playClip('message', invitation)
    await pause(300)
    const heard = resample(await page.heard('message'), 48_000, 8_000)
    await invited.ask('BYE')
    await page.close('message')

    const greetingHeard = heardByPage(heard, greeting)
    expect(greetingHeard.correlation).toBeGreaterThan(0.9)
    expect(heardByPage(heard, said('hannah-weiss-greeting.wav')).correlation).toBeLessThan(0.8)
    const beep = sine(1_000, 0.4, 8_000, 0.3)
    const afterGreeting = heard.slice(Math.round((greetingHeard.startMs + SAYS_MS) * 8))
    expect(heardByPage(afterGreeting, beep).correlation).toBeGreaterThan(0.9)

    const { report, samples } = await practice.heard(invited.callId)
    expect(report).toMatchObject({ number: '+14165550101', endedBy: 'rep', lost: 0, digits: '' })
    expect(report.beepStartedMs! - report.greetingEndedMs!).toBeCloseTo(350, 1)
    expect(report.beepEndedMs! - report.beepStartedMs!).toBeCloseTo(400, 1)
    const kept = heardAt8k(samples)
    const right = alignedCorrelation(kept, resample(invitation, 48_000, 8_000), 8_000)
    expect(right.correlation).toBeGreaterThan(0.95)
    expect(right.lagMs).toBeGreaterThan(report.beepEndedMs!)
    expect(alignedCorrelation(kept, resample(audit, 48_000, 8_000), 8_000).correlation).toBeLessThan(0.3)
  },
)

test.concurrent('on hold nothing is sent; after it sound flows again', { retry: 1, timeout: 20_000 }, async () => {
  const invited = await call('+14165550101', 'hold')
  expect(await packetsInASecond('hold')).toBeGreaterThan(45)
  for (const [direction, answered] of [
    ['sendonly', 'recvonly'],
    ['inactive', 'inactive'],
  ] as const) {
    const held = await invited.ask('INVITE', await page.offerAgain('hold', direction))
    invited.ack()
    expect(held.body).toContain(`a=${answered}`)
    await page.accept('hold', held.body)
    expect(await packetsInASecond('hold')).toBeLessThan(3)
  }
  const resumed = await invited.ask('INVITE', await page.offerAgain('hold', 'sendrecv'))
  invited.ack()
  await page.accept('hold', resumed.body)
  expect(await packetsInASecond('hold')).toBeGreaterThan(45)
  await invited.ask('BYE')
  await page.close('hold')
})

test.concurrent('an ICE restart keeps the association and the sound', { retry: 1, timeout: 20_000 }, async () => {
  const invited = await call('+14165550101', 'restart')
  const restarted = await invited.ask('INVITE', await page.offerAgain('restart', 'sendrecv', { iceRestart: true }))
  invited.ack()
  await page.accept('restart', restarted.body)
  expect(await packetsInASecond('restart')).toBeGreaterThan(45)
  await page.playClip('restart', invitation)
  await pause(200)
  await invited.ask('BYE')
  await page.close('restart')
  await keepsInvitation(invited)
})

test.concurrent(
  'a brand-new peer connection takes the call over, both ways',
  { retry: 1, timeout: 20_000 },
  async () => {
    const invited = await call('+14165550101', 'before')
    await page.close('before')
    const began = performance.now()
    const taken = await invited.ask('INVITE', await page.offer('after'))
    invited.ack()
    await page.accept('after', taken.body)
    await page.connected('after')
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(await packetsInASecond('after')).toBeGreaterThan(45)
    expect(rms(await page.heard('after'))).toBeGreaterThan(0.01)
    await page.playClip('after', invitation)
    await pause(200)
    await invited.ask('BYE')
    await page.close('after')
    await keepsInvitation(invited)
  },
)

test.concurrent('digits arrive once each, in their order', { retry: 1, timeout: 20_000 }, async () => {
  const invited = await call('+14165550101', 'digits')
  await page.sendDigits('digits', '159#0')
  await invited.ask('BYE')
  await page.close('digits')
  const { report } = await practice.heard(invited.callId)
  expect(report).toMatchObject({ digits: '159#0', lost: 0 })
})

test.concurrent(
  'Maria answers, says when Dana is in once she has been spoken to, and hangs up after goodbye',
  { retry: 1, timeout: 60_000 },
  async () => {
    const invited = await call('+12125550106', 'maria')
    const says = ['dana-kowalski-1.wav', 'dana-kowalski-2.wav', 'dana-kowalski-3.wav'].map(said)
    // What is said while she speaks is no answer: say it until she has said goodbye.
    const hungUp = caller.next(({ method, status }) => method === 'BYE' && status === 0, 40_000)
    const saySomething = async () => {
      await page.playClip('maria', audit.slice(...seconds(1, 2)))
      await pause(1_500)
    }
    let bye: Told | void
    do bye = await Promise.race([hungUp, saySomething()])
    while (!bye)
    expect(bye.header('call-id')).toBe(invited.callId)
    const heard = resample(await page.heard('maria'), 48_000, 8_000)
    const found = says.map((clip) => heardByPage(heard, clip))
    for (const { correlation } of found) expect(correlation).toBeGreaterThan(0.9)
    const order = found.map(({ startMs }) => startMs)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect((await practice.heard(invited.callId)).report.endedBy).toBe('far-end')
    await page.close('maria')
  },
)

/** Without the flag Chromium offers no loopback: it needs another address of this machine. */
const hasNetwork = Object.values(networkInterfaces()).flat().some((address) => address && !address.internal) // prettier-ignore

for (const [who, options] of [
  ['Chromium with no flags', { loopback: false }],
  ['Chromium that hides its addresses behind mDNS names', { loopback: false, microphone: false }],
] as const) {
  test.skipIf(!hasNetwork)(`${who} connects and is heard`, { retry: 1, timeout: 20_000 }, async () => {
    const peer = await openPagePeer(options)
    const offer = await peer.offer('plain')
    expect(offer).not.toContain(' 127.0.0.1 ')
    const invited = await caller.invite('+14165550101', offer)
    const final = await invited.final()
    invited.ack()
    await peer.accept('plain', final.body)
    await peer.connected('plain')
    await pause(1_000)
    expect(await peer.packetsIn('plain')).toBeGreaterThan(40)
    await invited.ask('BYE')
    await peer.quit()
    expect((await practice.heard(invited.callId)).report.packets).toBeGreaterThan(40)
  })
}
