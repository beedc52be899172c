import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { ContactId } from '../../shared/ids.ts'
import { askDesk } from '../support/ask-desk.ts'
import { deskOf, test } from '../support/launch.ts'
import { heardOf, starterRecording, startLab, type Lab } from './lab.ts'

test.setTimeout(120_000)

test('the first call on a line of one’s own: dial, voicemail, beep, drop, remembered', async ({ launch }, testInfo) => {
  const desk = await deskOf((await launch()).app)
  const first = (await stateOf(desk)).queue.items[0]!
  const { number } = (await cardOf(desk, first.contactId)).numbers[0]!
  const lab = await startLab(join(testInfo.outputDir, 'lab'), [number])
  try {
    await useOwnLine(desk, lab)
    // Somewhere without calling hours: the lab works at night too.
    const place = { region: 'GB', timeZone: 'Europe/London' }
    await askDesk(desk, 'contact.correct', { contactId: first.contactId, consent: 'yes', ...place })

    await desk.getByRole('button', { name: `Call ${first.name}`, exact: true }).click()
    await lab.voicemail.event('CALL_ESTABLISHED')
    await desk.getByRole('button', { name: /^Drop / }).click()
    // Pressed before anything was heard: the rep stays in the call until the beep makes a machine certain, and is free then.
    await expect(desk.getByRole('button', { name: /^Call / }).first()).toBeVisible({ timeout: 30_000 })
    await lab.voicemail.event('CALL_CLOSED', { withinMs: 60_000 })

    await expect.poll(async () => (await stateOf(desk)).calls.at(-1)?.phase).toBe('ended')
    const call = (await stateOf(desk)).calls.at(-1)!
    expect(call).toMatchObject({ contactId: first.contactId, number, endedBy: 'message-done', trouble: null })
    expect(call.drop).toMatchObject({ startReason: 'beep', whole: true })
    expect(call.beep!.frequencyHz).toBeGreaterThan(980)
    expect(call.beep!.frequencyHz).toBeLessThan(1020)
    expect(call.drop!.startedAt! - call.beep!.endedAt).toBeGreaterThanOrEqual(0)
    expect(call.drop!.startedAt! - call.beep!.endedAt).toBeLessThan(500)
    expect(lab.provider.log()).toMatch(/REQ INVITE .*from=sip:web1@pbx\.test/)
    expect(lab.provider.log()).toMatch(/REQ BYE .*from=sip:web1@pbx\.test/)

    const { recordingId } = call.drop!
    const another = recordingId === 'introduction' ? 'audit-offer' : 'introduction'
    expect(heardOf(lab, starterRecording(recordingId))).toBeGreaterThanOrEqual(0.9)
    expect(heardOf(lab, starterRecording(another))).toBeLessThan(0.6)

    const card = await cardOf(desk, first.contactId)
    expect(card.attempts[0]).toMatchObject({ number, outcome: 'voicemail-dropped', recordingId })
    expect(card.next!.dueAt).toBeGreaterThan(call.endedAt!)
  } finally {
    await lab.stop()
  }
})

const stateOf = (desk: Page) => askDesk(desk, 'desk.open', {})
const cardOf = (desk: Page, contactId: ContactId) => askDesk(desk, 'contact.show', { contactId })

/** As the rep does it: the line's dialog, from the header. */
async function useOwnLine(desk: Page, lab: Lab): Promise<void> {
  await desk.getByRole('banner').getByRole('button', { name: /line/i }).click()
  await desk.getByRole('button', { name: 'Add a line' }).click()
  const { name, server, user, domain } = lab.line
  await desk.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await desk.getByRole('textbox', { name: 'Server' }).fill(server)
  await desk.getByRole('textbox', { name: 'User', exact: true }).fill(user)
  await desk.getByLabel('Password').fill(lab.password)
  await desk.locator('.more > summary').click()
  await desk.getByRole('textbox', { name: 'Domain (optional)' }).fill(domain)
  await desk.getByRole('button', { name: 'Save and use this line' }).click()
  await expect
    .poll(async () => (await stateOf(desk)).line)
    .toMatchObject({ state: 'registered', line: { server, user } })
  await expect(desk.getByRole('dialog')).toBeHidden()
}
