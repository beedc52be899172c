import { choosable } from '../../../main/exchange/tls-trust.ts'
import { selfSigned } from '../../support/certificate.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHandlers } from '../../../main/handlers.ts'
import { openApp, type OpenApp } from '../../../main/open-app.ts'
import type { Command } from '../../../main/audio/sound-room.ts'
import type { CommandInput, Fact, FactNow, Handlers } from '../../../shared/contract/bridge.ts'
import type { LineId } from '../../../shared/ids.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { failed, ok } from '../../../shared/result.ts'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { appPorts } from '../../support/app-ports.ts'
import { handMadeMedia } from '../../support/media.ts'
import { plainSecrets } from '../../support/plain-secrets.ts'

/*
 * Several lines in the whole of main, with a real far end; only the sound room is made by hand. The practice line's
 * process is started by the tests that need it, not for each.
 */
const PRACTICE_MS = 30_000

let folder: string
let opened: OpenApp
let handlers: Handlers
let farEnd: FarEnd
let kept: Map<string, string>
let told: Fact<'lines'>[]
let shown: string[]

async function open(): Promise<void> {
  told = []
  shown = []
  const { media } = handMadeMedia()
  const command = (async (name, input) => {
    if (name === 'peer.describe') {
      const request = input as CommandInput<'peer.describe'>
      return media.describe(request.callId, request)
    }
    if (name === 'ice.gather') return ok({ host: 1, srflx: 0, relay: 0, said: [] })
    return ok()
  }) as Command
  const app = await openApp({
    ...appPorts(folder),
    secrets: plainSecrets(kept),
    command,
    tellDesk: (name, event) => {
      const fact = event as FactNow
      if (name === 'state.changed' && fact.key === 'lines') told.push(fact.value)
    },
    lineChanged: ({ line, state }) => shown.push(`${line?.name}: ${state}`),
  })
  if (!app.ok) throw new Error(app.trouble.code)
  opened = app.value
  handlers = openHandlers(opened.app)
}

beforeEach(async () => {
  kept = new Map()
  farEnd = await openFarEnd({ password: 'secret' })
  folder = await mkdtemp(join(tmpdir(), 'afterbeep-lines-'))
  await open()
})
afterEach(async () => {
  await opened.close()
  await farEnd.close()
  await rm(folder, { recursive: true, force: true })
})

function lineNamed(name: string, more: Partial<Line> = {}): Line {
  return {
    lineId: name.toLowerCase() as LineId,
    kind: 'sip',
    name,
    server: farEnd.server,
    domain: 'far.test',
    user: 'rep',
    authUser: '',
    callerName: '',
    ...lineDefaults,
    ...more,
  }
}

const lineState = () => opened.app.exchange.lineState()
const names = () => opened.app.lines.state().entries.map(({ line, inUse }) => `${line.name}${inUse ? ' (in use)' : ''}`)
const registered = (name: string) =>
  expect
    .poll(() => `${lineState().line?.name}: ${lineState().state}`, { timeout: PRACTICE_MS })
    .toBe(`${name}: registered`)

test('a line can be saved beside the one in use, chosen later, and given back', async () => {
  expect(await handlers['line.save']({ line: lineNamed('Office'), password: 'secret' })).toEqual(ok())
  expect(names()).toEqual(['Practice line (in use)', 'Office'])
  expect(farEnd.received).toEqual([])

  expect(await handlers['line.choose']({ lineId: 'office' as LineId })).toEqual(ok())
  await registered('Office')
  expect(names()).toEqual(['Practice line', 'Office (in use)'])
  expect(told.at(-1)?.entries.find(({ inUse }) => inUse)?.line.name).toBe('Office')
  await expect.poll(() => shown.at(-1)).toBe('Office: registered')
  await handlers['line.use']({ line: lineNamed('Home'), password: 'secret' })
  await registered('Home')
  expect(names()).toEqual(['Practice line', 'Office', 'Home (in use)'])
  await handlers['line.choose']({ lineId: 'office' as LineId })
  await registered('Office')
})

test('the line in use and its password are there after a restart, and what the desk is told has no password in it', async () => {
  await handlers['line.use']({ line: lineNamed('Office'), password: 'secret' })
  await registered('Office')
  await opened.close()
  await open()
  await opened.start()
  await registered('Office')
  expect(JSON.stringify([told, opened.app.desk.state()])).not.toContain('secret')
})

test(
  'a removed line is gone with its password, and the practice line takes its place',
  { timeout: PRACTICE_MS },
  async () => {
    await handlers['line.use']({ line: lineNamed('Office'), password: 'secret' })
    await registered('Office')
    expect(await handlers['line.remove']({ lineId: 'office' as LineId })).toEqual(ok())
    await registered('Practice line')
    expect(names()).toEqual(['Practice line (in use)'])
    expect([...kept.keys()]).toEqual(['line:practice'])
    expect(await handlers['line.remove']({ lineId: 'practice' as LineId })).toMatchObject({ ok: false })
    expect(await handlers['line.choose']({ lineId: 'office' as LineId })).toEqual(failed('not-found'))
  },
)

test('a line without its password asks for it, tells its server nothing, and registers once it is typed', async () => {
  const used = await handlers['line.use']({ line: lineNamed('Office'), password: null })
  expect(used).toEqual(failed('line-password-needed', { user: 'rep' }))
  expect(lineState().trouble?.code).toBe('line-password-needed')
  expect(farEnd.received).toEqual([])
  expect(await handlers['line.signIn']({ lineId: 'office' as LineId, password: 'secret' })).toEqual(ok())
  await registered('Office')
})

test('a TURN credential is kept apart from its line, and goes to no other server', async () => {
  const [turn, other] = [
    { urls: 'turn:turn.test', user: 'rep' },
    { urls: 'turn:other.test', user: 'rep' },
  ]
  const line = lineNamed('Office', { iceServers: [turn] })
  await handlers['line.use']({ line, password: 'secret', iceCredentials: ['relay-secret'] })
  const entry = () => opened.app.lines.state().entries.find((one) => one.inUse)!
  expect(entry().iceCredentials).toEqual([true])
  await handlers['line.use']({ line: { ...line, name: 'Renamed' }, password: null, iceCredentials: [null] })
  expect(entry()).toMatchObject({ line: { name: 'Renamed' }, iceCredentials: [true] })
  await handlers['line.use']({ line: { ...line, iceServers: [other] }, password: null, iceCredentials: [null] })
  expect(entry().iceCredentials).toEqual([false])
  expect([...kept.values()].join()).not.toContain('relay-secret')
})

test(
  'a line is tested before it is saved, a step at a time, and the practice line too',
  { timeout: PRACTICE_MS },
  async () => {
    const request = { password: 'secret', iceCredentials: [], echoNumber: '' }
    expect(await handlers['line.test']({ ...request, line: lineNamed('Office') })).toEqual(ok())
    const tested = () => opened.app.lines.state().test
    await expect.poll(() => tested()?.running).toBe(false)
    const states = () => tested()!.steps.map(({ state }) => state)
    expect(states()).toEqual(['passed', 'passed', 'skipped', 'passed', 'passed', 'passed', 'passed', 'skipped'])
    expect(told.filter((lines) => lines.test?.running).length).toBeGreaterThan(8)
    expect(names()).toEqual(['Practice line (in use)'])

    const practice = opened.app.lines.state().entries[0]!.line
    await handlers['line.test']({ ...request, password: null, line: practice })
    await expect
      .poll(() => tested()?.lineId === practice.lineId && !tested()!.running, { timeout: PRACTICE_MS })
      .toBe(true)
    expect(states()).toEqual(['passed', 'passed', 'skipped', 'passed', 'passed', 'passed', 'passed', 'skipped'])
  },
)

test('an echo test calls no emergency number', async () => {
  const request = { password: 'secret', iceCredentials: [], echoNumber: '911' }
  await handlers['line.test']({ ...request, line: lineNamed('Office', { region: 'US' }) })
  const tested = () => opened.app.lines.state().test
  await expect.poll(() => tested()?.running).toBe(false)
  expect(tested()!.steps.at(-1)).toMatchObject({ state: 'failed', finding: { code: 'media-emergency' } })
  expect(farEnd.received.filter(({ method }) => method === 'INVITE')).toEqual([])
})

test('a chosen certificate that is not what it says is neither kept nor tried', async () => {
  const one = choosable(selfSigned('pbx.example.org').cert)
  const other = choosable(selfSigned('pbx.example.org').cert)
  for (const authority of [
    { ...one, fingerprint: other.fingerprint },
    { ...one, pem: one.pem.replaceAll('A', 'B') },
  ]) {
    const line = lineNamed('Office', { authority })
    const refused = { ok: false, trouble: { code: 'bad-request' } }
    expect(await handlers['line.use']({ line, password: 'secret' })).toMatchObject(refused)
    expect(await handlers['line.save']({ line, password: 'secret' })).toMatchObject(refused)
    expect(await handlers['line.test']({ line, password: 'secret', echoNumber: '' })).toMatchObject(refused)
  }
  expect(names()).toEqual(['Practice line (in use)'])
})

/** What a server that was never told a password gets to hear of it. */
const proofsAt = (server: FarEnd) => server.received.flatMap(({ header }) => header('authorization') ?? [])

test.for([
  ['another server', (elsewhere: FarEnd) => ({ server: elsewhere.server })],
  ['another user there', (elsewhere: FarEnd) => ({ server: elsewhere.server, user: 'other' })],
  ['another sign-in user', () => ({ authUser: 'somebody' })],
  ['another domain', () => ({ domain: 'elsewhere.test' })],
] as const)('a kept password does not go along with a line that is told %s', async ([, change]) => {
  const elsewhere = await openFarEnd({ password: 'secret' })
  try {
    const line = lineNamed('Main')
    await handlers['line.use']({ line, password: 'secret' })
    await registered('Main')
    const proofs = proofsAt(farEnd).length
    const moved = { ...line, ...change(elsewhere) }
    await handlers['line.test']({ line: moved, password: null, echoNumber: '' })
    await expect.poll(() => opened.app.lines.state().test?.running).toBe(false)
    await handlers['line.use']({ line: moved, password: null })
    await expect.poll(() => lineState().trouble?.code).toBe('line-password-needed')
    expect(opened.app.lines.state().entries.find(({ inUse }) => inUse)?.password).toBe('missing')
    expect(proofsAt(elsewhere)).toEqual([])
    // The line in use had unregistered from where it was, which is all.
    expect(proofsAt(farEnd).length - proofs).toBeLessThanOrEqual(1)
    await handlers['line.use']({ line, password: null })
    await registered('Main')
  } finally {
    await elsewhere.close()
  }
})

test('a password that was kept before passwords were bound is bound to where its line was', async () => {
  const line = lineNamed('Main')
  await handlers['line.save']({ line, password: 'secret' })
  kept.set('line:main', 'secret')
  const elsewhere = await openFarEnd({ password: 'secret' })
  try {
    await handlers['line.use']({ line: { ...line, server: elsewhere.server }, password: null })
    await expect.poll(() => lineState().trouble?.code).toBe('line-password-needed')
    expect(proofsAt(elsewhere)).toEqual([])
    await handlers['line.use']({ line, password: null })
    await registered('Main')
  } finally {
    await elsewhere.close()
  }
})

test('what the registrar took is known after a restart: nothing weaker is proved then, until the password is typed anew', async () => {
  const strong = await openFarEnd({ password: 'secret', algorithms: ['SHA-256'] })
  const { port } = strong
  await handlers['line.use']({ line: { ...lineNamed('Main'), server: strong.server }, password: 'secret' })
  await registered('Main')
  await opened.close()
  await strong.close()
  const weak = await openFarEnd({ password: 'secret', algorithms: ['MD5'], port })
  try {
    await open()
    await opened.start()
    await expect.poll(() => lineState().trouble?.code).toBe('line-refused')
    expect(lineState().trouble?.about['reason']).toContain('a weaker digest (MD5)')
    expect(proofsAt(weak)).toEqual([])
    await handlers['line.signIn']({ lineId: 'main' as LineId, password: 'secret' })
    await registered('Main')
  } finally {
    await weak.close()
  }
})

test('calls that were refused unheard are told to the desk, those of one caller together', async () => {
  await handlers['line.use']({ line: lineNamed('Main'), password: 'secret' })
  await registered('Main')
  for (let time = 0; time < 12; time++) {
    farEnd.say(
      `INVITE sip:other@far.test SIP/2.0\r\nVia: SIP/2.0/WS far.test;branch=z9hG4bK${time}\r\nFrom: <sip:+14165550101@far.test>;tag=1\r\nTo: <sip:x@far.test>\r\nCall-ID: ${time}\r\nCSeq: 1 INVITE\r\nContact: <sip:a@b>\r\nContent-Length: 0\r\n\r\n`,
    )
  }
  await expect
    .poll(() => told.at(-1)?.refused)
    .toMatchObject([{ number: '+14165550101', why: 'unwanted', status: 404, times: 12 }])
})
