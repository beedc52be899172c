import type { DoNotCallEntry } from '../../../../shared/contract/do-not-call-entry.ts'
import type { NationalListsState } from '../../../../shared/contract/national-lists.ts'
import type { PreviewOptions } from '../../../support/desk-preview.ts'
import { now } from '../../../support/desk-samples.ts'
import { expect, seriousIn, test } from '../desk-test.ts'

const none: NationalListsState = { lists: [], importing: null, outcome: null, region: 'US' }
const registry = {
  listId: 'us',
  name: 'US registry',
  region: 'US',
  asOf: '2026-11-01',
  importedAt: now,
  count: 9_812_345,
  isReadable: true,
}
const importing = {
  name: 'US registry',
  fileName: 'dnc.csv',
  bytesRead: 50,
  bytes: 100,
  numbers: 5_000_000,
  bad: 2,
  perSecond: 2_500_000,
}

const own: DoNotCallEntry[] = [
  { entryId: 'a', kind: 'number', subject: '+1 416 555 0101', addedAt: now, why: 'asked by letter', source: 'rep' },
  { entryId: 'b', kind: 'person', subject: 'Jane Adams', addedAt: now, why: 'asked on the phone', source: 'outcome' },
  { entryId: 'c', kind: 'company', subject: `${'Brightwater '.repeat(14)}Ltd`, addedAt: now, why: '', source: 'rep' },
]

function withLists(state: NationalListsState): PreviewOptions {
  const complianceLog = { ok: true, value: { entries: [], more: false } } as const
  const ownList = { ok: true, value: { entries: own, count: 312 } } as const
  return {
    answers: { 'lists.open': { ok: true, value: state }, 'ownList.show': ownList, 'complianceLog.show': complianceLog },
  }
}

test('a list is imported: named, read with its progress, and in use with what was set aside', async ({ open }) => {
  const { page, asked, tell } = await open({}, withLists(none))
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Do-not-call lists' }).click()
  await expect(page.getByText('No national list is in use')).toBeVisible()
  await page.getByRole('button', { name: 'Choose the file' }).click()
  await expect(page.getByText('Give it the name its publisher uses')).toBeVisible()
  await page.getByLabel('Name').fill('US registry')
  await page.getByLabel('As of').fill('2026-11-01')
  await page.getByRole('button', { name: 'Choose the file' }).click()
  await tell('lists', { ...none, importing })
  await expect(page.getByText('5,000,000 numbers · 2,500,000 a second · 2 rows set aside')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  const badRows = [{ row: 7, text: 'nobody', reason: 'there are signs in it that are in no number' }]
  const outcome = { kind: 'imported', name: 'US registry', numbers: 9_812_345, duplicates: 0, bad: 1, badRows, setAside: '/tmp/us.set-aside.csv' } as const // prettier-ignore
  await tell('lists', { ...none, lists: [registry], outcome })
  await expect(page.getByText('9,812,345 numbers · US · as of 1 Nov 2026 · imported on 24 Nov 2026')).toBeVisible()
  await expect(page.getByRole('row', { name: 'Row 7 nobody' })).toContainText('signs in it that are in no number')
  await expect(page.getByText('/tmp/us.set-aside.csv')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Call Jane Adams', exact: true })).toBeVisible()
  expect((await asked()).filter(({ name }) => name.startsWith('lists.'))).toEqual([
    { name: 'lists.open', input: {} },
    { name: 'lists.import', input: { name: 'US registry', region: 'US', asOf: '2026-11-01' } },
    { name: 'lists.cancel', input: {} },
  ])
})

test('the rep’s own list is looked through, added to, and somebody is taken off it with a second press', async ({
  open,
}) => {
  const { page, asked } = await open({}, withLists(none))
  await page.keyboard.press('o')
  const list = page.getByRole('region', { name: 'Your own list' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(list).toContainText('a person, on any number · since 24 Nov 2026 · asked on the phone')
  await expect(list).toContainText('The newest 3 of 312')
  await list.getByRole('button', { name: 'Never call it' }).click()
  await expect(list.getByText('Type the number that must not be called.')).toBeVisible()
  await list.getByLabel('Number').fill('(416) 555-0199')
  await list.getByLabel('Why').fill('asked by letter')
  await page.keyboard.press('Enter')
  await expect(list.getByLabel('Number')).toHaveValue('')
  await list.getByLabel('Find').fill('jane')
  const jane = list.getByRole('listitem').filter({ hasText: 'Jane Adams' })
  await jane.getByRole('button', { name: 'Take off' }).click()
  await expect(list.getByText('They may be called again.')).toBeVisible()
  expect((await asked()).map(({ name }) => name)).not.toContain('doNotCall.undo')
  await jane.getByRole('button', { name: 'Take off' }).click()
  const wanted = ['ownList.add', 'doNotCall.undo', 'ownList.show']
  await expect
    .poll(async () =>
      (await asked()).filter(({ name }) => wanted.includes(name)).map(({ name, input }) => [name, input]),
    )
    .toEqual([
      ['ownList.show', { text: '' }],
      ['ownList.add', { number: '(416) 555-0199', why: 'asked by letter' }],
      ['ownList.show', { text: '' }],
      ['ownList.show', { text: 'jane' }],
      ['doNotCall.undo', { entryId: 'b' }],
      ['ownList.show', { text: 'jane' }],
    ])
})

test('a list is removed with a second press, which says what that means', async ({ open }) => {
  const { page, asked } = await open({}, withLists({ ...none, lists: [registry] }))
  await page.keyboard.press('o')
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Its numbers may be called again.')).toBeVisible()
  expect((await asked()).map(({ name }) => name)).not.toContain('lists.remove')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect.poll(async () => (await asked()).at(-1)).toEqual({ name: 'lists.remove', input: { listId: 'us' } })
})

for (const dark of [false, true]) {
  test(`axe finds nothing serious about the lists, ${dark ? 'dark' : 'light'}`, async ({ open }) => {
    const lists = { ...none, lists: [registry, { ...registry, listId: 'x', isReadable: false }] }
    const { page, tell } = await open({}, { ...withLists(lists), dark })
    await page.keyboard.press('o')
    await page.getByRole('button', { name: 'Choose the file' }).click()
    expect(await seriousIn(page)).toEqual([])
    await tell('lists', { ...none, importing })
    expect(await seriousIn(page)).toEqual([])
  })
}
