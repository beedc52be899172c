import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diagnoseAccount } from '../../../main/exchange/line-diagnosis/diagnose-account.ts'
import { ok } from '../../../shared/result.ts'
import { kamailioIsInstalled, startKamailio, type Kamailio } from '../../support/kamailio.ts'
import { openUdpPhone, type UdpPhone } from '../../support/udp-phone.ts'
import { accountAt, isInTrouble, isRegistered, openRig, type Rig } from './rig.ts'

describe.skipIf(!kamailioIsInstalled)('at a real Kamailio', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kamailio-'))
  let kamailio: Kamailio
  let phone: UdpPhone

  beforeAll(async () => {
    phone = await openUdpPhone()
    kamailio = await startKamailio({ dir, peers: { 5551000: `sip:phone@${phone.address}` } })
  })

  afterAll(async () => {
    await kamailio?.stop()
    await phone?.close()
    rmSync(dir, { recursive: true, force: true })
  })

  function use(rig: Rig, user: string, password: string): void {
    rig.exchange.setLine(accountAt(kamailio.wsServer, { user, password, domain: 'pbx.test' }))
  }

  test('a line registers', async () => {
    const rig = openRig()
    use(rig, 'web1', 'webpass1')
    const { registeredUntil } = await rig.state(isRegistered)
    expect(registeredUntil! - Date.now()).toBeGreaterThan(590_000)
  })

  test('a wrong password is refused', async () => {
    const rig = openRig()
    use(rig, 'web1', 'wrong')
    expect((await rig.state(isInTrouble)).trouble).toEqual({ code: 'line-refused-password', about: { user: 'web1' } })
  })

  test.for([
    ['webpass1', 'passed: digest-accepted'],
    ['wrong', 'failed: digest-wrong-password'],
  ] as const)('a test of the line with the password %s ends with %s', async ([password, ends]) => {
    const account = accountAt(kamailio.wsServer, { user: 'web1', password, domain: 'pbx.test' })
    const { steps } = await diagnoseAccount(
      account,
      {
        now: () => performance.now(),
        userAgent: 'Afterbeep/test',
        gather: async () => ok({ host: 1, srflx: 0, relay: 0, said: [] }),
        callEcho: null,
        changed: () => {},
      },
      new AbortController().signal,
    )
    const { state, finding } = steps.find(({ step }) => step === 'digest')!
    expect(`${state}: ${finding?.code}`).toBe(ends)
  })

  test('a number nobody has is refused', async () => {
    const rig = openRig()
    use(rig, 'web1', 'webpass1')
    await rig.state(isRegistered)
    expect(await rig.move(rig.dial('5559999'), 'ended')).toMatchObject({ by: 'far-end', sipStatus: 404 })
  })

  test('a rep who is called by another answers, declines, and is given up on', async () => {
    const [one, two] = [openRig(), openRig()]
    use(one, 'web1', 'webpass1')
    use(two, 'web2', 'webpass2')
    await Promise.all([one.state(isRegistered), two.state(isRegistered)])

    const answered = one.dial('web2@pbx.test')
    const { callId, caller } = await two.came()
    expect(caller.number).toBe('web1@pbx.test')
    await one.move(answered, 'rang')
    expect((await two.exchange.answer(callId)).ok).toBe(true)
    await one.move(answered, 'answered')
    two.exchange.hangUp(callId, 'rep')
    expect(await one.move(answered, 'ended')).toMatchObject({ by: 'far-end' })

    const declined = one.dial('web2@pbx.test')
    two.exchange.hangUp((await two.came(1)).callId, 'rep')
    expect(await one.move(declined, 'ended')).toMatchObject({ sipStatus: 603 })

    const givenUp = one.dial('web2@pbx.test')
    const third = await two.came(2)
    one.exchange.hangUp(givenUp, 'rep')
    expect(await two.move(third.callId, 'ended')).toMatchObject({ by: 'far-end' })

    two.exchange.doNotDisturb(true)
    expect(await one.move(one.dial('web2@pbx.test'), 'ended')).toMatchObject({ sipStatus: 480 })
  })

  test('a call rings, is answered, and is hung up by the rep', async () => {
    const rig = openRig()
    use(rig, 'web1', 'webpass1')
    await rig.state(isRegistered)
    const callId = rig.dial('5551000')
    expect((await phone.heard('INVITE')).header('call-id')).toBe(callId)
    await rig.move(callId, 'answered')
    rig.exchange.hangUp(callId, 'rep')
    expect((await phone.heard('BYE')).header('call-id')).toBe(callId)
    expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['rang', 'answered', 'ended'])
  })

  test('a call outlives the loss of the server, and the far end still reaches us to hang up', async () => {
    const rig = openRig()
    use(rig, 'web1', 'webpass1')
    await rig.state(isRegistered)
    const callId = rig.dial('5551000')
    await phone.heard('INVITE')
    await rig.move(callId, 'answered')
    const told = rig.states.length
    await kamailio.kill()
    await rig.state(isInTrouble, told)
    await kamailio.restart()
    await rig.state(isRegistered, told)
    const again = await phone.heard('INVITE')
    expect(again.header('call-id')).toBe(callId)
    phone.hangUp()
    expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
  })
})
