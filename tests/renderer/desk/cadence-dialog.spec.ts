import { call, card, contactId } from '../../support/desk-samples.ts'
import { ended, endedCard } from '../../support/outcome-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

const cadenceId = 'cadence-last-resort'
const rules = {
  cadenceId, name: 'Last resort', belief: 'A message is the last resort.', maxTries: 20, spanDays: 90, hidden: true,
  message: { when: 'never' }, messageGapDays: 0, gapDays: { least: 1, most: 4 }, sameDay: null, parts: ['morning'],
  between: [], scripts: [], answeredGapDays: 2, detours: [], stopsOn: ['won'], leastValue: null,
} as const // prettier-ignore
const offers = { ok: true, value: { cadences: [{ cadence: rules, seriesId: null, running: 0 }], series: [] } } as const
const lacking = {
  ok: true,
  value: { times: 5, timesWanted: 20, tries: 4, triesWanted: 20, kept: false, inWords: 'Evenings from 17:00 would let 6 of 20 tries vary.' },
} as const // prettier-ignore
const answers = {
  'cadence.list': offers,
  'cadence.feasible': lacking,
  'cadence.enrol': { ok: true, value: { outcome: null, next: null, stopped: null } },
  'cadence.goOn': { ok: true, value: { outcome: null, next: null, stopped: null } },
  'cadence.stop': { ok: true, value: null },
  'cadence.pause': { ok: true, value: null },
  'cadence.unenrolMany': { ok: true, value: { undone: 1 } },
} as const
test.use({ usually: { answers } })

const jane = contactId('Jane Adams')
const deedsIn = (all: readonly { name: string }[]) =>
  all.filter(({ name }) => ['cadence.enrol', 'cadence.stop', 'cadence.pause', 'cadence.goOn', 'cadence.unenrolMany', 'cadence.resume'].includes(name)) // prettier-ignore

test('who is on no cadence is put on one by its key, is told what it lacks, and is taken off again', async ({
  open,
}) => {
  const { page, asked } = await open({ card: card('Jane Adams', { cadence: null }) })
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'Cadence of Jane Adams' })
  await expect(dialog).toContainText('Evenings from 17:00 would let 6 of 20 tries vary.')
  expect(await seriousIn(page)).toEqual([])
  await page.keyboard.press('1')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('put on Last resort')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect.poll(async () => deedsIn(await asked())).toEqual([
    { name: 'cadence.enrol', input: { contactId: jane, cadenceId } },
    { name: 'cadence.unenrolMany', input: { contactIds: [jane], cadenceId } },
  ]) // prettier-ignore
})

for (const [key, reason, said] of [
  ['w', 'won', 'won'],
  ['l', 'lost', 'lost'],
  ['s', 'rep', 'cadence stopped'],
] as const) {
  test(`${said}: one key, and taken back by one`, async ({ open }) => {
    const { page, asked } = await open({ card: card() })
    await page.keyboard.press('c')
    await page.getByRole('dialog', { name: 'Cadence of Jane Adams' }).waitFor()
    await page.keyboard.press(key)
    await expect(page.getByLabel('Said last').getByText(said)).toBeVisible()
    await page.keyboard.press('Backspace')
    await expect.poll(async () => deedsIn(await asked())).toEqual([
      { name: 'cadence.stop', input: { contactId: jane, reason } },
      { name: 'cadence.goOn', input: { contactId: jane } },
    ]) // prettier-ignore
  })
}

test('rests until a time that is read back before it is kept, and what was shown is kept', async ({ open }) => {
  const shown = {
    dueAt: 1_800_000_000_000,
    dueUntil: 1_800_010_000_000,
    inWords: 'Friday 15 January 2027, 9:00 to 17:00',
  }
  const { page, asked } = await open(
    { card: card() },
    { answers: { ...answers, 'promise.understand': { ok: true, value: shown } } },
  )
  await page.keyboard.press('c')
  await page.getByRole('dialog', { name: 'Cadence of Jane Adams' }).waitFor()
  await page.keyboard.press('p')
  await page.getByLabel('Until').fill('until jan 15')
  await expect(page.getByText(shown.inWords)).toBeVisible()
  await page.keyboard.press('Enter')
  const until = { by: 'window', dueAt: shown.dueAt, dueUntil: shown.dueUntil }
  await expect
    .poll(async () => deedsIn(await asked()))
    .toEqual([{ name: 'cadence.pause', input: { contactId: jane, until } }])
})

test('a stopped contact says why, and goes on by one key, also after a call', async ({ open }) => {
  const stopped = { ...card().cadence!, stopped: 'They said no on Monday 23 November.' }
  const { page, asked } = await open({ calls: [ended], card: { ...endedCard(), cadence: stopped } })
  await page.keyboard.press('c')
  await expect(page.getByText('They said no on Monday 23 November. It can go on')).toBeVisible()
  await page.keyboard.press('g')
  await expect.poll(async () => deedsIn(await asked())).toEqual([{ name: 'cadence.goOn', input: { contactId: jane } }])
})

for (const [width, height] of [
  [1280, 720],
  [800, 600],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`fits into ${width} by ${height}, ${colorScheme}, with a name of 200 letters`, async ({ open }) => {
      const long = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(6).slice(0, 200)
      const { page } = await open({ calls: [call('talking')], card: card(long, { cadence: null }) })
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await page.keyboard.press('c')
      const dialog = page.getByRole('dialog').filter({ hasText: 'Put on' })
      await dialog.waitFor()
      await page.screenshot({ path: `out/tests/pictures/cadence-dialog-${width}-${colorScheme}.png` })
      const box = (await dialog.boundingBox())!
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true)
      expect(await dialog.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true)
    })
  }
}
