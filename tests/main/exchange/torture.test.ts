import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd } from '../../support/far-end.ts'
import { tortureMessages } from '../../support/rfc4475/torture.ts'
import { accountAt, isRegistered, openRig, unlimited } from './rig.ts'

test('every message of RFC 4475 is answered as it should be, and leaves the line as it was', async () => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig({ limits: unlimited })
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const own = /<(sip:[^;>]*)/.exec(
    farEnd.received.findLast(({ method }) => method === 'REGISTER')!.header('contact')!,
  )![1]!
  const answers: Record<string, number | null> = {}
  const all = tortureMessages(own)
  expect(all).toHaveLength(49)
  for (const { name, bytes } of all) {
    const before = farEnd.received.length
    farEnd.sayBytes(bytes)
    await farEnd.caughtUp()
    const statuses = farEnd.received
      .slice(before)
      .flatMap(({ status }) => (status === null || status === 100 ? [] : status))
    expect(statuses.length, name).toBeLessThanOrEqual(1)
    answers[name] = statuses[0] ?? null
  }
  expect(answers).toEqual(Object.fromEntries(all.map(({ name, expected }) => [name, expected])))
  expect(rig.exchange.lineState().state).toBe('registered')
  expect(farEnd.sockets()).toBe(1)
})
