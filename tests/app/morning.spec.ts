import { expect, type Page } from '@playwright/test'
import type { ContactCard } from '../../shared/contact.ts'
import { askDesk } from '../support/ask-desk.ts'
import { callIn, often, stateOf, whenRegistered, whenTalking } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'

test.setTimeout(120_000)

const heading = (desk: Page) => desk.getByRole('heading', { level: 1 })
const sidebar = (desk: Page) => desk.getByLabel('The contact')
const today = (desk: Page) => desk.getByRole('region', { name: 'Today' })
const chosen = (desk: Page, name: string) =>
  expect(desk.getByLabel('How it ended').getByRole('button', { name, exact: true, pressed: true })).toBeVisible()

async function cardOf(desk: Page, name: string): Promise<ContactCard> {
  const { card } = await stateOf(desk)
  expect(card?.name).toBe(name)
  return card!
}
const outcomeOf = async (desk: Page, name: string) => (await cardOf(desk, name)).attempts[0]?.outcome

/** A morning on the practice line; nothing of it is done with the mouse. */
test('a morning by the keyboard alone: outcomes, a note, a promise, an undo, a pause and a callback', async ({
  launch,
}) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  const press = (key: string) => desk.keyboard.press(key)
  await whenRegistered(desk)

  await press('>')
  await expect(heading(desk)).toHaveText('Jane Adams')
  await press('Enter')
  await whenTalking(desk)
  await press(';')
  await desk.keyboard.type('Her greeting names a mobile')
  await press('Escape')
  await press('Escape')
  await callIn(desk, 'Jane Adams', 'ended')
  await press('5')
  await chosen(desk, 'Nothing left')
  expect(await outcomeOf(desk, 'Jane Adams')).toBe('voicemail-nothing-left')
  await expect(sidebar(desk).getByText('Her greeting names a mobile')).toBeVisible()
  await expect(today(desk)).toContainText('Session: 1 call, 0 reached')

  // Luis takes two rings, is told of a promise, and says two things one after the other.
  await press('Enter')
  await expect(heading(desk)).toHaveText('Luis Ferreira')
  await whenTalking(desk)
  await press('.')
  await desk.keyboard.type('thu 3pm')
  await expect(desk.getByText(/^Thursday \d+ \w+, 15:00 to 15:30/)).toBeVisible()
  await press('Enter')
  await expect(sidebar(desk).getByRole('heading', { name: 'Promise', exact: true })).toBeVisible()
  await press('Escape')
  await callIn(desk, 'Luis Ferreira', 'ended')
  await press('1')
  await chosen(desk, 'Interested')
  await press('Control+z')
  await chosen(desk, 'Just spoke')
  await press('2')
  await chosen(desk, 'Not now')
  await press('2')
  await desk.keyboard.type('in 2 weeks')
  await press('Enter')
  await expect.poll(() => outcomeOf(desk, 'Luis Ferreira'), often).toBe('not-now')
  const luis = await cardOf(desk, 'Luis Ferreira')
  expect(luis.assistant.promises).toHaveLength(1)
  expect(luis.next).toMatchObject({ promise: true, dueAt: luis.assistant.promises[0]!.dueAt })

  await press('Enter')
  await expect(heading(desk)).toHaveText('Hannah Weiss')
  await whenTalking(desk)
  await press('Escape')
  await callIn(desk, 'Hannah Weiss', 'ended')
  await press('8')
  await chosen(desk, 'Gatekeeper')
  await press('8')
  await desk.keyboard.type('Maria: she is in late')
  await press('Tab')
  await desk.keyboard.type('tue thu after 4')
  await press('Enter')
  await expect(sidebar(desk).getByText('In on Tuesday and Thursday, 16:00 to 20:00', { exact: true })).toBeVisible()

  // Busy is what the call says by itself: it is taken by going on.
  await press('Enter')
  await expect(heading(desk)).toHaveText('Marcus Bell')
  await chosen(desk, 'Busy')
  await press('Enter')
  await expect(heading(desk)).toHaveText('Aiko Tanabe')
  await expect(desk.getByText('Ringing', { exact: true })).toBeVisible()
  await press('Escape')
  await callIn(desk, 'Aiko Tanabe', 'ended')
  await press('6')
  await chosen(desk, 'No answer')

  await press('<')
  await desk.keyboard.type('in 3 days')
  await press('Enter')
  await expect(today(desk)).toContainText('All cadences rest until')
  expect((await stateOf(desk)).queue.counts.now).toBe(0)
  await press('<')
  await expect(today(desk)).not.toContainText('All cadences rest until')
  expect((await stateOf(desk)).queue.counts.now).toBe(1)

  // Jane calls back. The far end is asked to by the test; the rep's part is one key.
  const { items } = (await stateOf(desk)).queue
  const jane = items.find(({ name }) => name === 'Jane Adams')!
  await askDesk(desk, 'practice.callMe', { contactId: jane.contactId })
  await expect(desk.getByRole('region', { name: 'Incoming call' })).toContainText('Jane Adams')
  await press('y')
  await whenTalking(desk)
  await press('Escape')
  await expect.poll(async () => (await cardOf(desk, 'Jane Adams')).received[0]?.outcome, often).toBe('answered')
  const card = await cardOf(desk, 'Jane Adams')
  expect(card.received[0]!.causedBy).toBe(card.attempts[0]!.attemptId)
  expect(card.assistant.notes.map(({ text }) => text)).toEqual(['Her greeting names a mobile'])

  await press('>')
  await expect(today(desk)).not.toContainText('Session')
})
