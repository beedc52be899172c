import { expect, type Page } from '@playwright/test'
import type { Outcome } from '../../shared/call/outcome.ts'
import type { ContactCard } from '../../shared/contract/contact.ts'
import type { ContactId } from '../../shared/ids.ts'
import { askDesk } from '../support/ask-desk.ts'
import { callIn, often, stateOf, whenRegistered, whenTalking } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'

/*
 * A whole morning on the practice line: a list is brought, called from end to end, and taken back. Nothing of it is done
 * with the mouse.
 */

test.setTimeout(180_000)

/**
 * Whom the list names, in its order, and what comes of each call. The last digit says what they do (main/practice/
 * prospects.ts): 1 and 3 are voicemails, 4 is busy, 5 rings out, 6 talks, 7 is nobody's.
 */
const list: readonly (readonly [name: string, number: string, outcome: Outcome])[] = [
  ['Ann Archer', '0116', 'interested'],
  ['Ben Brook', '0126', 'answered'],
  ['Cleo Crane', '0136', 'not-now'],
  ['Dan Drake', '0146', 'not-interested'],
  ['Eve Elm', '0156', 'do-not-call'],
  ['Finn Ford', '0111', 'voicemail-dropped'],
  ['Gus Gale', '0113', 'voicemail-nothing-left'],
  ['Hal Heath', '0121', 'voicemail-cut-off'],
  ['Ida Inman', '0115', 'no-answer'],
  ['Jon Jarvis', '0114', 'busy'],
  ['Kay Kerr', '0123', 'gatekeeper'],
  ['Lou Lake', '0117', 'wrong-number'],
  ['Mia Marsh', '0133', 'dial-tree'],
  ['Ned Nash', '0143', 'call-screener'],
  ['Oz Oakes', '0124', 'failed'],
  ['Pam Pike', '0125', 'no-answer'],
  ['Quin Quick', '0134', 'busy'],
  ['Rob Reed', '0144', 'busy'],
  ['Sue Stone', '0154', 'busy'],
  ['Tom Tate', '0164', 'busy'],
]
/** Nobody comes to her. */
const uncalled = 'Uma Underwood'
const csv = [...list, [uncalled, '0174']].map(([name, number]) => `${name},${name} Ltd,+1 416 555 ${number}`)

const heading = (desk: Page) => desk.getByRole('heading', { level: 1 })
const sidebar = (desk: Page) => desk.getByLabel('The contact')
const today = (desk: Page) => desk.getByRole('region', { name: 'Today' })
const chosen = (desk: Page, name: string) =>
  expect(desk.getByLabel('How it ended').getByRole('button', { name, exact: true, pressed: true })).toBeVisible()

/** Goes on with Tab until a button has the focus, and presses it. */
async function tabTo(desk: Page, name: string | RegExp): Promise<void> {
  const button = desk.getByRole('button', { name }).first()
  await expect(button).toBeEnabled()
  for (let tabs = 0; tabs < 40; tabs++) {
    await desk.keyboard.press('Tab')
    if (await button.evaluate((element) => element === document.activeElement)) return desk.keyboard.press('Enter')
  }
  throw new Error(`Tab does not come to ${name}`)
}

async function importList(desk: Page): Promise<void> {
  await desk.keyboard.press('Control+i')
  const chooser = desk.waitForEvent('filechooser')
  await tabTo(desk, 'Choose a file')
  const buffer = Buffer.from(['Name,Company,Phone', ...csv].join('\n'))
  await (await chooser).setFiles({ name: 'morning.csv', mimeType: 'text/csv', buffer })
  await tabTo(desk, 'Check the rows')
  await tabTo(desk, 'Add 21')
  await expect(desk.getByRole('region', { name: 'What was done' })).toContainText('21 added')
  await desk.keyboard.press('Escape')
}

test('a morning by the keyboard alone: an import, twenty calls with every outcome, a promise, a pause, a callback, and the import undone', async ({
  launch,
}) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  const press = async (...keys: string[]) => {
    for (const key of keys) await desk.keyboard.press(key)
  }
  const type = (text: string) => desk.keyboard.type(text)
  await whenRegistered(desk)
  await importList(desk)

  // The morning is for the new list: what is due otherwise rests.
  await press('<')
  await type('in 3 days')
  await press('Enter')
  await expect(today(desk)).toContainText('All cadences rest until')
  const before = await stateOf(desk)
  expect(before.queue.counts).toMatchObject({ now: 0, new: 21 })
  const ids = new Map(before.queue.items.map(({ name, contactId }) => [name, contactId]))
  await press('n')

  /** The one key from call to call; answers when the call is where it should be. */
  async function callNext(name: string, until: 'talking' | 'ringing' | 'ended'): Promise<void> {
    await expect(desk.getByRole('button', { name: `Call ${name}`, exact: true })).toBeVisible()
    await press('Enter')
    await expect(heading(desk)).toHaveText(name)
    if (until === 'talking') await whenTalking(desk)
    else await callIn(desk, name, until)
  }
  async function hangUp(name: string): Promise<void> {
    // Esc hangs up only when the one before is a while ago, and no rep is as quick as this test.
    await desk.evaluate(() => new Promise((passed) => setTimeout(passed, 700)))
    await press('Escape')
    await callIn(desk, name, 'ended')
  }
  /** Each key chooses its outcome. */
  async function say(...outcomes: (readonly [key: string, name: string])[]): Promise<void> {
    for (const [key, name] of outcomes) {
      await press(key)
      await chosen(desk, name)
    }
  }
  async function callAndSay(name: string, until: 'talking' | 'ringing', ...outcomes: Parameters<typeof say>) {
    await callNext(name, until)
    await hangUp(name)
    await say(...outcomes)
  }
  const keptAs = (words: string) => expect(desk.getByText(`Will be kept as ${words} when the call ends.`)).toBeVisible()

  // What is said while they talk holds when the call ends.
  await callNext('Ann Archer', 'talking')
  await press('2')
  await keptAs('not now')
  await press('1')
  await keptAs('interested')
  await hangUp('Ann Archer')
  await chosen(desk, 'Interested')

  await callNext('Ben Brook', 'talking')
  await press('.')
  await type('thu 3pm')
  await expect(desk.getByText(/^Thursday \d+ \w+, 3:00 pm to 3:30 pm/)).toBeVisible()
  await press('Enter')
  await expect(sidebar(desk).getByRole('heading', { name: 'Promise', exact: true })).toBeVisible()
  await press(';')
  await type('Decides with her partner')
  await press('Escape')
  await hangUp('Ben Brook')
  await say(['1', 'Interested'], ['1', 'Talked'])

  await callNext('Cleo Crane', 'talking')
  await press('2')
  await keptAs('not now')
  await press('2')
  await type('in 2 weeks')
  await press('Enter')
  await hangUp('Cleo Crane')
  await chosen(desk, 'Not now')

  await callAndSay('Dan Drake', 'talking', ['4', 'Do not call'], ['Backspace', 'Talked'], ['3', 'Not interested'])
  await callAndSay('Eve Elm', 'talking', ['4', 'Do not call'])

  // His message is left while the rep goes on.
  await callNext('Finn Ford', 'talking')
  await press('d')
  // The rep stays on until it is certain that a voicemail took the call.
  await expect(desk.getByText('Message queued. Call the next one.')).toBeVisible({ timeout: 40_000 })

  await callAndSay('Gus Gale', 'talking', ['5', 'Nothing left'])
  await callAndSay('Hal Heath', 'talking', ['5', 'Nothing left'], ['5', 'Message left'], ['5', 'Cut off'])
  await callAndSay('Ida Inman', 'ringing', ['6', 'No answer'])

  // What the call says by itself is taken by going on.
  await callNext('Jon Jarvis', 'ended')
  await chosen(desk, 'Busy')

  await callNext('Kay Kerr', 'talking')
  await press('8')
  await keptAs('gatekeeper')
  await press('8')
  await type('Maria: she is in late')
  await press('Tab')
  await type('tue thu after 4')
  await press('Tab')
  await type('416 555 0183')
  await press('Enter')
  await hangUp('Kay Kerr')
  await chosen(desk, 'Gatekeeper')
  await expect(
    sidebar(desk).getByText(/^In on Tuesday and Thursday, (16:00 to 20:00|4:00 pm to 8:00 pm)/),
  ).toBeVisible()

  await callNext('Lou Lake', 'ended')
  await chosen(desk, 'Wrong number')

  await callNext('Mia Marsh', 'talking')
  await press('0')
  await keptAs('phone menu')
  await hangUp('Mia Marsh')

  await callAndSay('Ned Nash', 'talking', ['0', 'Phone menu'], ['0', 'Screening assistant'])

  await callNext('Oz Oakes', 'ended')
  await say(['7', 'Busy'], ['7', 'Failed'])
  // A call that failed is made again, unless the rep goes on.
  await expect(desk.getByRole('button', { name: 'Call Oz Oakes', exact: true })).toBeVisible()
  await press('n')
  await expect(heading(desk)).toHaveText('Pam Pike')

  await callAndSay('Pam Pike', 'ringing', ['6', 'No answer'])
  for (const name of ['Quin Quick', 'Rob Reed', 'Sue Stone', 'Tom Tate']) await callNext(name, 'ended')
  await expect(desk.getByRole('button', { name: `Call ${uncalled}`, exact: true })).toBeVisible()
  const cardOf = async (name: string): Promise<ContactCard> =>
    askDesk(desk, 'contact.show', { contactId: ids.get(name) as ContactId })
  // His message may still be on its way into his mailbox.
  const outcomeOfFinn = async () => (await cardOf('Finn Ford')).attempts[0]?.outcome
  await expect.poll(outcomeOfFinn, { ...often, timeout: 60_000 }).toBe('voicemail-dropped')
  // The one that failed tells nothing of anybody.
  expect((await stateOf(desk)).queue.today).toMatchObject({ tries: 19, reached: 5 })
  await press('>')
  await expect(today(desk)).toContainText('Session: 0 calls')
  await press('>')
  await expect(today(desk)).not.toContainText('Session')

  // He calls back. The far end is asked to by the test; the rep's part is one key.
  await askDesk(desk, 'practice.callMe', { contactId: ids.get('Finn Ford')! })
  await expect(desk.getByRole('region', { name: 'Incoming call' })).toContainText('Finn Ford')
  await press('y')
  await whenTalking(desk)
  await press('Escape')
  await expect.poll(async () => (await cardOf('Finn Ford')).received[0]?.outcome, often).toBe('answered')
  const finn = await cardOf('Finn Ford')
  expect(finn.received[0]!.causedBy).toBe(finn.attempts[0]!.attemptId)

  await press('<')
  await expect(today(desk)).not.toContainText('All cadences rest until')
  const { counts, today: figures } = (await stateOf(desk)).queue
  expect(counts).toMatchObject({ now: 6, new: 1 })
  expect(figures).toMatchObject({ tries: 19, reached: 5, messagesTried: 1, messagesLeft: 1 })

  // Whoever was worked with stays when the import is taken back.
  await press('Control+i')
  await tabTo(desk, /^Undo/)
  await expect(desk.getByRole('region', { name: 'What was done' })).toContainText('taken back, but for 20 contacts')
  await press('Escape')
  expect((await stateOf(desk)).queue.counts.new).toBe(0)

  const came: unknown[] = []
  for (const [name] of list) came.push([name, ...(await cardOf(name)).attempts.map(({ outcome }) => outcome)])
  expect(came).toEqual(list.map(([name, , outcome]) => [name, outcome]))
  const ben = await cardOf('Ben Brook')
  expect(ben.assistant.promises).toHaveLength(1)
  expect(ben.assistant.notes.map(({ text }) => text)).toEqual(['Decides with her partner'])
  expect(ben.next).toMatchObject({ promise: true, dueAt: ben.assistant.promises[0]!.dueAt })
  const cleo = await cardOf('Cleo Crane')
  expect(cleo.next).toMatchObject({ asked: true })
  expect(cleo.next!.dueAt - Date.now()).toBeGreaterThan(12 * 86_400_000)
  expect((await cardOf('Dan Drake')).doNotCall).toEqual([])
  expect((await cardOf('Eve Elm')).doNotCall.length).toBeGreaterThan(0)
  expect((await cardOf('Kay Kerr')).numbers[0]).toMatchObject({ number: '+14165550183', kind: 'direct' })
})
