import { desk, items } from '../../support/desk-samples.ts'
import { expect, test } from './desk-test.ts'

/* Whoever has nothing planned is in sight, and is worked when everything else is done. */

const [, , , luis, hannah] = items
const day = 86_400_000
const none = [
  { ...luis!, section: 'none' as const, dueAt: desk().now - 9 * day, why: 'Last resort: all 20 tries were made.', tryNumber: 21 },
  { ...hannah!, section: 'none' as const, dueAt: desk().now - day / 24, why: 'On no cadence: nothing is planned.', tryNumber: 1 },
] // prettier-ignore
const counts = { promised: 0, callback: 0, now: 0, between: 0, later: 0, new: 0, none: 214 }

test('they are a section that says why, and Enter comes to them when nothing else is due', async ({ open }) => {
  const { page, asked } = await open({ queue: { ...desk().queue, items: none, counts } })
  const list = page.getByRole('listbox', { name: 'Who is next' })
  await expect(list).toContainText('On no cadence')
  await expect(list).toContainText('Last resort: all 20 tries were made.')
  await expect(page.getByText('Nothing is planned: these are on no cadence.')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: luis!.name })).toBeVisible()
  await page.keyboard.press('Enter')
  const dials = async () => (await asked()).filter(({ name }) => name === 'call.dial').map(({ input }) => input)
  await expect.poll(dials).toMatchObject([{ contactId: luis!.contactId }])
})

test('whoever was called an hour ago is not the next one again', async ({ open }) => {
  const { page } = await open({ queue: { ...desk().queue, items: [none[1]!], counts: { ...counts, none: 1 } } })
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: 'Jane Adams' })).toBeVisible()
})

test('Today leads to all of them among the contacts', async ({ open }) => {
  const answers = {
    'contacts.browse': { ok: true, value: { rows: [], total: 0 } },
    'contacts.choices': { ok: true, value: { tags: [], imports: [], places: [] } },
  } as const
  const { page, asked } = await open({ queue: { ...desk().queue, items: none, counts } }, { answers })
  await page.getByRole('button', { name: '214 on no cadence' }).click()
  const standing = async () =>
    (await asked()).flatMap(({ name, input }) => (name === 'contacts.browse' ? [input.standing] : []))
  await expect.poll(standing).toEqual(['none'])
})
