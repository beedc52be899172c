import { expect, type Page } from '@playwright/test'
import { lineIdSchema } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { lineDefaults } from '../../shared/line/line-defaults.ts'
import { askDesk } from '../support/ask-desk.ts'
import { often, stateOf } from '../support/at-the-desk.ts'
import { openFarEnd, type FarEnd, type FarEndOptions } from '../support/far-end.ts'
import { callFrom } from '../support/incoming-invite.ts'
import { test } from '../support/launch.ts'
import { sessionDescription } from '../support/media.ts'
import { shareApp } from '../support/shared-app.ts'

/* What somebody who can only call, or be called, could do to the running app. */

const { desk: openDesk } = shareApp(() => ({}))

function lineAt(server: string): Line {
  return {
    lineId: lineIdSchema.parse('strangers'), kind: 'sip', name: 'My line', server, domain: 'far.test', user: 'rep', authUser: '', callerName: '',
    ...lineDefaults,
  } // prettier-ignore
}

/** The app on a line whose far end does what this says; it lasts as long as `use`. */
async function onLine(desk: Page, options: FarEndOptions, use: (farEnd: FarEnd) => Promise<void>): Promise<void> {
  const farEnd = await openFarEnd({ password: 'hunter2', ...options })
  try {
    // Where there is no keyring that is told, and the line is in use all the same.
    await askDesk(desk, 'line.use', { line: lineAt(farEnd.server), password: 'hunter2' }).catch(() => null)
    await expect.poll(async () => (await stateOf(desk)).line.state, often).toBe('registered')
    await use(farEnd)
  } finally {
    await farEnd.close()
  }
}

test('a call with 60,000 spaces in a header takes nothing from the rep', async () => {
  const desk = openDesk()
  await onLine(desk, {}, async (farEnd) => {
    const headers = [['P-Asserted-Identity', `x,${' '.repeat(60_000)}tel:1`]] as const
    callFrom(farEnd, { headers })
    const before = performance.now()
    await farEnd.caughtUp()
    await stateOf(desk)
    // It took hours.
    expect(performance.now() - before).toBeLessThan(3_000)
    await farEnd.heard(180)
    await expect(desk.getByRole('region', { name: 'Incoming call' })).toContainText('416 555 0101')
  })
})

test('whoever is called cannot get at the password by asking in the name of the line’s own server', async () => {
  const desk = openDesk()
  let asked = 0
  const challenges: FarEndOptions['instead'] = (request, farEnd) => {
    if (request.method !== 'BYE') return false
    asked++
    const challenge = 'Digest realm="far.test", nonce="of the server", algorithm=MD5, qop="auth"'
    farEnd.respond(request, 407, 'Proxy Authentication Required', { headers: [['Proxy-Authenticate', challenge]] })
    return true
  }
  await onLine(desk, { instead: challenges }, async (farEnd) => {
    const { items } = (await stateOf(desk)).queue
    await askDesk(desk, 'call.dial', {
      contactId: items[0]!.contactId,
      phoneNumberId: null,
      callerId: { kind: 'shown' },
      overrideReason: 'they asked for it',
    })
    const isProved = () => farEnd.received.findLast(({ method, header }) => method === 'INVITE' && header('proxy-authorization'))
    await expect.poll(isProved, often).toBeDefined()
    const theirs = sessionDescription('them', 1).replace('setup:actpass', 'setup:active').replace('ufrag:them', 'ufrag:themthem')
    farEnd.sayChanged((text) => text.replace('sip:them@far.test', 'sip:+19005550100@far.test'), () => farEnd.answer(isProved()!, { body: theirs }))
    const ofCall = async () => (await stateOf(desk)).calls.at(-1)
    await expect.poll(async () => (await ofCall())?.phase, often).toBe('talking')
    await askDesk(desk, 'call.hangUp', { callId: (await ofCall())!.callId })
    await expect.poll(() => asked, often).toBe(1)
    await farEnd.caughtUp()
    const byes = farEnd.received.filter(({ method }) => method === 'BYE')
    expect(byes.map(({ startLine }) => startLine)).toEqual(['BYE sip:+19005550100@far.test SIP/2.0'])
    expect(byes.flatMap(({ header }) => header('proxy-authorization') ?? [])).toEqual([])
  })
}) // prettier-ignore

test('a line that is told to go to another server takes no password along', async () => {
  const desk = openDesk()
  await onLine(desk, {}, async () => {
    const thief = await openFarEnd({ password: 'hunter2' })
    try {
      const input = { line: lineAt(thief.server), password: null }
      await askDesk(desk, 'line.test', { ...input, iceCredentials: [], echoNumber: '' }).catch(() => null)
      await expect.poll(async () => (await stateOf(desk)).lines.test?.running ?? false, often).toBe(false)
      await askDesk(desk, 'line.use', input).catch(() => null)
      await expect
        .poll(async () => (await stateOf(desk)).line.trouble?.code, often)
        .toBe('line-password-needed')
      const proofs = thief.received.flatMap(({ header }) => header('authorization') ?? header('proxy-authorization') ?? [])
      expect(proofs).toEqual([])
    } finally {
      await thief.close()
    }
  })
}) // prettier-ignore
