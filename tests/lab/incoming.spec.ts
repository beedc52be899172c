import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { askDesk } from '../support/ask-desk.ts'
import { often, stateOf } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'
import { startLab } from './lab.ts'

test.setTimeout(120_000)

test('a phone calls through a provider: answered, declined, given up, and not to disturb', async ({
  launch,
}, testInfo) => {
  const desk = await deskOf((await launch()).app)
  const lab = await startLab(join(testInfo.outputDir, 'lab'))
  const { voicemail: phone } = lab
  const banner = desk.getByRole('region', { name: 'Incoming call' })
  const call = async () => {
    await phone.dial('sip:web1@pbx.test')
    await expect(banner).toContainText('5551000')
  }
  try {
    // Where there is no keyring that is told, and the line is in use all the same.
    await askDesk(desk, 'line.use', { line: lab.line, password: lab.password }).catch(() => null)
    await expect.poll(async () => (await stateOf(desk)).line.state, often).toBe('registered')

    await call()
    await desk.keyboard.press('y')
    await phone.event('CALL_ESTABLISHED')
    await expect.poll(() => lastPhase(desk), often).toBe('talking')
    await phone.hangUp()
    await expect.poll(() => lastPhase(desk), often).toBe('ended')

    await call()
    const since = Date.now()
    await desk.keyboard.press('b')
    await phone.event('CALL_CLOSED', { since })

    await call()
    await phone.hangUp()
    await expect(banner).toBeHidden()

    await desk.keyboard.press('z')
    await expect.poll(async () => (await stateOf(desk)).incoming.doNotDisturb, often).toBe(true)
    await phone.dial('sip:web1@pbx.test')
    await expect.poll(() => outcomes(desk), often).toEqual(['refused', 'missed', 'declined', 'answered'])
    await expect(banner).toBeHidden()
  } finally {
    await lab.stop()
  }
})

const lastPhase = async (desk: Page) => (await stateOf(desk)).calls.at(-1)?.phase

async function outcomes(desk: Page) {
  const { queue, calls } = await stateOf(desk)
  const contactId = calls.at(-1)?.contactId ?? queue.items[0]!.contactId
  return (await askDesk(desk, 'contact.show', { contactId })).received.map(({ outcome }) => outcome)
}
