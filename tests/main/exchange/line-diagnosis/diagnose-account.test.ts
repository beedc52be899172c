import { X509Certificate } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { failedStep, passed } from '../../../../main/exchange/line-diagnosis/step.ts'
import { diagnoseAccount, type DiagnosisPorts } from '../../../../main/exchange/line-diagnosis/diagnose-account.ts'
import type { LineDiagnosis, DiagnosisStep } from '../../../../shared/contract/line-diagnosis.ts'
import { sentencesOf } from '../../../../shared/line/line-diagnosis-sentences.ts'
import type { Line } from '../../../../shared/contract/line.ts'
import { failed, ok } from '../../../../shared/result.ts'
import { choosable } from '../../../../main/exchange/tls-trust.ts'
import { selfSigned, signedBy } from '../../../support/certificate.ts'
import { openFarEnd, type FarEndOptions } from '../../../support/far-end.ts'
import { accountAt } from '../rig.ts'

/* Real sockets throughout: the far end, and servers that do what no SIP server should. */

async function farEndFor(options?: FarEndOptions) {
  const farEnd = await openFarEnd(options)
  onTestFinished(() => farEnd.close())
  return farEnd
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => sockets.add(socket))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return (server.address() as AddressInfo).port
}

const candidates = { host: 2, srflx: 0, relay: 0, said: [] }

function walk(
  server: string,
  line: Partial<Line & { password: string | null }> = {},
  ports: Partial<DiagnosisPorts> = {},
  signal = new AbortController().signal,
): Promise<LineDiagnosis> {
  const account = accountAt(server, line as Partial<Line & { password: string }>)
  return diagnoseAccount(
    account,
    {
      now: () => performance.now(),
      userAgent: 'Afterbeep/test',
      gather: async () => ok(candidates),
      callEcho: null,
      changed: () => {},
      ...ports,
    },
    signal,
  )
}

function codeOf(walked: LineDiagnosis, step: DiagnosisStep): string {
  const { state, finding } = walked.steps.find((one) => one.step === step)!
  return `${state}: ${finding?.code}`
}

/** The step failed with this finding, what builds on it was not reached, and the rep is told why and what to do. */
function expectFailure(walked: LineDiagnosis, step: DiagnosisStep, code: string): Record<string, string> {
  expect(codeOf(walked, step)).toBe(`failed: ${code}`)
  const at = walked.steps.findIndex((one) => one.step === step)
  const way = walked.steps.filter((one) => one.step !== 'ice')
  for (const before of way.slice(0, at)) expect(['passed', 'skipped']).toContain(before.state)
  for (const after of way.slice(at + 1))
    expect(after).toMatchObject({ state: 'skipped', finding: { code: 'not-reached' } })
  const { finding } = walked.steps[at]!
  const { is, cause, next } = sentencesOf(finding!)
  expect(`${is} ${cause} ${next}`).not.toMatch(/unknown|null|[{}]/)
  return finding!.about
}

test('a line that works passes every step, each told as it happens, and nobody is registered by it', async () => {
  const farEnd = await farEndFor({ password: 'secret' })
  const told: string[] = []
  const walked = await walk(
    farEnd.server,
    {},
    {
      changed: ({ steps }) => told.push(steps.find(({ state }) => state === 'running')?.step ?? '-'),
    },
  )
  expect(walked.steps.map(({ state, finding }) => `${state}: ${finding?.code}`)).toEqual([
    'passed: address-literal',
    'passed: tcp-open',
    'skipped: tls-not-needed',
    'passed: upgrade-done',
    'passed: register-challenged',
    'passed: digest-accepted',
    'passed: ice-host-only',
    'skipped: media-not-tested',
  ])
  expect(walked.running).toBe(false)
  expect([...new Set(told)].filter((step) => step !== '-')).toEqual([
    'address',
    'tcp',
    'tls',
    'upgrade',
    'register',
    'digest',
    'ice',
    'media',
  ])
  expect(farEnd.received.map(({ method }) => method)).toEqual(['REGISTER', 'REGISTER'])
  expect(farEnd.received.map((message) => message.header('contact'))).toEqual([undefined, undefined])
  await expect.poll(() => farEnd.sockets()).toBe(0)
})

test('a server that wants a Contact gets one for a minute, and it is taken back', async () => {
  const farEnd = await farEndFor({
    password: 'secret',
    instead: (request, it) => !request.header('contact') && (it.respond(request, 400, 'Missing Contact'), true),
  })
  const walked = await walk(farEnd.server)
  expect(codeOf(walked, 'digest')).toBe('passed: digest-accepted')
  const expiries = farEnd.received.map((message) => /expires=(\d+)/.exec(message.header('contact') ?? '')?.[1])
  expect(expiries).toEqual([undefined, '60', '60', '0'])
})

test('the certificate of a line that works is told with its names and its last day', async () => {
  const tls = selfSigned('localhost')
  const farEnd = await farEndFor({ tls, password: 'secret' })
  const walked = await walk(farEnd.server, {}, { authorities: [tls.cert] })
  expect(codeOf(walked, 'digest')).toBe('passed: digest-accepted')
  const { finding } = walked.steps.find(({ step }) => step === 'tls')!
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  expect(finding).toMatchObject({ code: 'tls-trusted', about: { names: 'localhost', until: tomorrow } })
})

test('a name that nobody knows', async () => {
  const walked = await walk('wss://pbx.afterbeep.invalid')
  // Without any network the name server is what is missing.
  const code = walked.steps[0]!.finding!.code
  expect(['address-unknown', 'address-no-dns']).toContain(code)
  expectFailure(walked, 'address', code)
})

test('what is no server address is not looked for', async () => {
  expectFailure(await walk('ws://pbx.example.com'), 'address', 'address-unusable')
})

test('a port where nobody listens', async () => {
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
  await new Promise((resolve) => server.close(resolve))
  const about = expectFailure(await walk(`ws://127.0.0.1:${port}`), 'tcp', 'tcp-refused')
  expect(about).toMatchObject({ host: '127.0.0.1', port: String(port) })
})

test.for([
  { name: 'that has run out', host: 'localhost', days: [-30, -2] as const, trusted: true, code: 'tls-expired' },
  { name: 'that is not good yet', host: 'localhost', days: [2, 30] as const, trusted: true, code: 'tls-not-yet' },
  {
    name: 'that vouches for itself',
    host: 'localhost',
    days: [-1, 1] as const,
    trusted: false,
    code: 'tls-self-signed',
  },
  { name: 'for another host', host: 'other.test', days: [-1, 1] as const, trusted: true, code: 'tls-other-host' },
])(
  'a certificate $name is refused with its dates, and no password goes there',
  async ({ host, days, trusted, code }) => {
    const tls = selfSigned(host, days)
    const farEnd = await farEndFor({ tls, password: 'secret' })
    const authorities = [trusted ? tls.cert : selfSigned('somebody.else').cert]
    const about = expectFailure(await walk(farEnd.server, {}, { authorities }), 'tls', code)
    const day = (in_: number) => new Date(Date.now() + in_ * 86_400_000).toISOString().slice(0, 10)
    expect(about).toMatchObject({ names: host, from: day(days[0]), until: day(days[1]), host: 'localhost' })
    expect(farEnd.received).toEqual([])
  },
)

test('a certificate that nobody vouches for is offered to be chosen, and once chosen the walk passes', async () => {
  const tls = selfSigned('localhost')
  const farEnd = await farEndFor({ tls, password: 'secret' })
  const { offered, steps } = await walk(farEnd.server)
  expect(steps[2]!.finding?.code).toBe('tls-self-signed')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const { fingerprint256 } = new X509Certificate(tls.cert)
  expect(offered).toEqual({ pem: tls.cert, name: 'localhost', until: tomorrow, fingerprint: fingerprint256 })
  const again = await walk(farEnd.server, { authority: offered })
  expect(codeOf(again, 'digest')).toBe('passed: digest-accepted')
  expect(again.offered).toBeNull()
})

test('an unknown authority is offered where the server shows it, and its own certificate where the name is wrong', async () => {
  const company = selfSigned('Company CA')
  const rightly = await farEndFor({ tls: signedBy(company, 'Company CA', 'localhost') })
  expect((await walk(rightly.server)).offered).toMatchObject({ name: 'Company CA', pem: company.cert })
  const tls = signedBy(company, 'Company CA', 'freepbx.local')
  const misnamed = await farEndFor({ tls, password: 'secret' })
  const { offered } = await walk(misnamed.server)
  expect(offered?.name).toBe('freepbx.local')
  expect(codeOf(await walk(misnamed.server, { authority: offered }), 'digest')).toBe('passed: digest-accepted')
})

test('another certificate than the chosen one fails, though the computer would trust it, and is offered', async () => {
  const tls = selfSigned('localhost')
  const farEnd = await farEndFor({ tls, password: 'secret' })
  const authority = choosable(selfSigned('old.localhost').cert)
  const walked = await walk(farEnd.server, { authority }, { authorities: [tls.cert] })
  expect(expectFailure(walked, 'tls', 'tls-not-chosen')).toMatchObject({ chosen: 'old.localhost' })
  expect(walked.offered).toEqual(choosable(tls.cert))
  expect(farEnd.received).toEqual([])
})

test.for([
  ['that has run out', [-30, -2]],
  ['that is not good yet', [2, 30]],
] as const)('a certificate %s is not offered', async ([, days]) => {
  const farEnd = await farEndFor({ tls: selfSigned('localhost', days) })
  expect((await walk(farEnd.server)).offered).toBeNull()
})

test('a line whose sound goes through a relay only fails where there is none', async () => {
  const farEnd = await farEndFor({ password: 'secret' })
  const gather = async () => ok({ host: 2, srflx: 1, relay: 0, said: [] })
  const walked = await walk(farEnd.server, { relayOnly: true }, { gather })
  expect(codeOf(walked, 'ice')).toBe('failed: ice-relay-missing')
})

test('a port that does not speak TLS', async () => {
  const port = await listening(createHttpServer())
  expectFailure(await walk(`wss://localhost:${port}`), 'tls', 'tls-no-tls')
})

test('a server that takes the connection and never begins with TLS', async () => {
  const port = await listening(createServer())
  expectFailure(await walk(`wss://localhost:${port}`, {}, { stepMs: 200 }), 'tls', 'tls-silent')
})

test('a web server where no WebSocket is', async () => {
  const port = await listening(createHttpServer((_, response) => response.writeHead(404).end()))
  const about = expectFailure(await walk(`ws://127.0.0.1:${port}`), 'upgrade', 'upgrade-refused')
  expect(about).toEqual({ status: '404 Not Found' })
})

test('a WebSocket that is not for SIP', async () => {
  const http = createHttpServer()
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => false })
  const port = await listening(http)
  expectFailure(await walk(`ws://127.0.0.1:${port}`), 'upgrade', 'upgrade-no-subprotocol')
  sockets.close()
})

test('a server that takes the connection and never upgrades it', async () => {
  const port = await listening(createServer())
  expectFailure(await walk(`ws://127.0.0.1:${port}`, {}, { stepMs: 200 }), 'upgrade', 'upgrade-silent')
})

test('a user whom the registrar will not have', async () => {
  const farEnd = await farEndFor({ instead: (request, it) => (it.respond(request, 403, 'Forbidden'), true) })
  const about = expectFailure(await walk(farEnd.server), 'register', 'register-refused')
  expect(about).toEqual({ user: 'rep', status: '403', reason: 'Forbidden' })
})

test('a registrar that says nothing', async () => {
  const farEnd = await farEndFor({ instead: () => true })
  expectFailure(await walk(farEnd.server, {}, { stepMs: 200 }), 'register', 'register-silent')
})

test('a registrar that hangs up', async () => {
  const farEnd = await farEndFor({ instead: (_, it) => (it.dropSockets(), true) })
  expectFailure(await walk(farEnd.server), 'register', 'register-closed')
})

test('a wrong password, which is tried once', async () => {
  const farEnd = await farEndFor({ password: 'secret' })
  const about = expectFailure(await walk(farEnd.server, { password: 'wrong' }), 'digest', 'digest-wrong-password')
  expect(about).toEqual({ user: 'rep' })
  expect(farEnd.received).toHaveLength(2)
})

test('a server that answers a wrong password with 403', async () => {
  const farEnd = await farEndFor({
    password: 'secret',
    instead: (request, it) => !!request.header('authorization') && (it.respond(request, 403, 'Forbidden'), true),
  })
  expectFailure(await walk(farEnd.server), 'digest', 'digest-refused')
})

test('a password that is not known is asked for, and nothing is made up', async () => {
  const farEnd = await farEndFor({ password: 'secret' })
  const account = { ...accountAt(farEnd.server), password: null }
  const ports = { now: () => 0, userAgent: '', gather: async () => ok(candidates), callEcho: null, changed: () => {} }
  const walked = await diagnoseAccount(account, ports, new AbortController().signal)
  expectFailure(walked, 'digest', 'digest-no-password')
  expect(farEnd.received).toHaveLength(1)
})

test('the strongest of several digests is answered', async () => {
  const farEnd = await farEndFor({ password: 'secret', algorithms: ['SHA-256', 'MD5'] })
  const { finding } = (await walk(farEnd.server)).steps.find(({ step }) => step === 'digest')!
  expect(finding).toEqual({ code: 'digest-accepted', about: { user: 'rep', algorithm: 'SHA-256' } })
})

const [stun, turn] = [{ urls: 'stun:stun.test' }, { urls: 'turn:turn.test', username: 'rep', credential: 'secret' }]
test.for([
  { found: { host: 2, srflx: 1, relay: 0 }, servers: [stun], is: 'passed: ice-found' },
  { found: { host: 2, srflx: 0, relay: 0 }, servers: [stun], is: 'warned: ice-servers-silent' },
  { found: { host: 2, srflx: 1, relay: 0 }, servers: [turn], is: 'warned: ice-no-relay' },
  { found: { host: 2, srflx: 1, relay: 1 }, servers: [turn], is: 'passed: ice-found' },
  { found: { host: 2, srflx: 0, relay: 0 }, servers: [turn], refusal: 401, is: 'warned: ice-servers-refused' },
  { found: { host: 0, srflx: 0, relay: 0 }, servers: [], is: 'failed: ice-none' },
])('with $servers.length servers and $found it is said $is', async ({ found, servers, refusal, is }) => {
  const farEnd = await farEndFor()
  const said = refusal ? [{ url: 'turn:turn.test', code: refusal, text: 'Unauthorized' }] : []
  const walked = await diagnoseAccount(
    { ...accountAt(farEnd.server), iceServers: servers },
    {
      now: () => 0,
      userAgent: 'Afterbeep/test',
      gather: async () => ok({ ...found, said }),
      callEcho: null,
      changed: () => {},
    },
    new AbortController().signal,
  )
  expect(codeOf(walked, 'ice')).toBe(is)
})

test('addresses are looked at even where the server cannot be reached, and a lost sound room is no bug', async () => {
  const walked = await walk('ws://pbx.example.com', {}, { gather: async () => failed('sound-room-down') })
  expect(codeOf(walked, 'ice')).toBe('failed: ice-failed')
})

test('the echo is called once the line has let us in, and only then', async () => {
  const farEnd = await farEndFor({ password: 'secret' })
  let calls = 0
  const callEcho: DiagnosisPorts['callEcho'] = async () => {
    calls++
    return passed(null, 'media-heard', { number: '*43', sent: '150', received: '149', codec: 'opus' })
  }
  expect(codeOf(await walk(farEnd.server, {}, { callEcho }), 'media')).toBe('passed: media-heard')
  expect(codeOf(await walk(farEnd.server, { password: 'wrong' }, { callEcho }), 'media')).toBe('skipped: not-reached')
  expect(calls).toBe(1)
})

test('a walk that is stopped ends at once, closes what it opened, and says so', async () => {
  const farEnd = await farEndFor({ instead: () => true })
  const stopping = new AbortController()
  const changed = ({ steps }: LineDiagnosis) => {
    if (steps.some(({ step, state }) => step === 'register' && state === 'running'))
      setImmediate(() => stopping.abort())
  }
  const walked = await walk(
    farEnd.server,
    {},
    { changed, callEcho: async () => failedStep('stopped') },
    stopping.signal,
  )
  expect(walked.running).toBe(false)
  expect(walked.steps.slice(4).map(({ state, finding }) => `${state}: ${finding?.code}`)).toEqual(
    Array.from({ length: 4 }, () => 'skipped: stopped'),
  )
  await expect.poll(() => farEnd.sockets()).toBe(0)
})
