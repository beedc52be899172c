import { cadenceIdSchema } from '../../../shared/ids.ts'
import type { RequestName } from '../../../shared/contract/bridge.ts'
import { ok, failed, type Result } from '../../../shared/result.ts'
import {
  checkedState, columnsState, company, contactWords, importState, pastImport,
} from '../../support/contact-samples.ts' // prettier-ignore
import type { DeskPreview, PreviewOptions } from '../../support/desk-preview.ts'
import { call, contactId, desk } from '../../support/desk-samples.ts'
import { axeFinds, expect, test } from './desk-test.ts'

/* Contacts in and out, the form, the company, the palette and the sheet of keys, against a bridge that answers by hand. */

const jane = contactId('Jane Adams')
const omar = contactId('Omar Haddad')
const found = [
  { contactId: jane, name: 'Jane Adams', company: 'Brightwater Logistics', detail: 'Operations lead' },
  { contactId: omar, name: 'Omar Haddad', company: 'Northgate', detail: '+1 212 555 0188' },
]
const answers: Partial<Record<RequestName, Result<unknown>>> = {
  'contacts.search': ok({ found, dial: '+1 212 555 0188' }),
  'contact.forNumber': ok({ contactId: omar }),
  'contact.words': ok({ words: contactWords(), draft: null }),
  'contact.write': ok({ contactId: jane }),
  'contact.undoMerge': ok({ contactId: omar }),
  'company.show': ok(company()),
  'import.open': ok(importState({ past: [pastImport()] })),
  'cadence.list': ok({ cadences: [], series: [], defaultCadenceId: null }),
  'cadence.forecast': ok({ fits: true, count: 226, dialsADay: 60, carries: 350, beginsUntil: null, inWords: '' }),
  'call.dial': ok({ callId: null }),
}

test.use({ usually: { answers } })
const namesOf = async ({ asked }: Pick<DeskPreview, 'asked'>) => (await asked()).map(({ name }) => name)

test.describe('the palette', () => {
  test('finds a contact by keys alone, and shows them', async ({ open }) => {
    const { page, asked } = await open()
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Find anybody or anything' })).toBeFocused()
    await page.keyboard.type('oma')
    await expect(page.getByRole('dialog').getByRole('option')).toContainText([
      /Jane Adams/,
      /Omar Haddad/,
      /Call \+1 212/,
    ])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox')).toHaveCount(0)
    expect((await asked()).at(-1)).toEqual({ name: 'contact.show', input: { contactId: omar } })
  })

  test('calls a number that was typed', async ({ open }) => {
    const { page, asked } = await open()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('2125550188')
    await page.getByRole('option').filter({ hasText: 'Call +1 212' }).click()
    await expect
      .poll(async () => (await asked()).filter(({ name }) => name !== 'contacts.search').map(({ name }) => name))
      .toEqual(['contact.forNumber', 'contact.show', 'call.dial'])
  })

  test('does what a key does, and only what can be done now', async ({ open }) => {
    const { page } = await open({}, { answers: { 'contacts.search': ok({ found: [], dial: null }) } })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('hang')
    await expect(page.getByText('Nothing fits.')).toBeVisible()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('compliance')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Compliance log' })).toBeVisible()
  })
})

test('the sheet lists every key, and Escape closes it', async ({ open }) => {
  const { page } = await open()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(
    'Drop a voicemail, or play it at once',
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a desk without contacts leads to their import', async ({ open }) => {
  const { queue } = desk()
  const { page } = await open({ card: null, queue: { ...queue, items: [] } })
  await page.getByRole('button', { name: 'Import contacts' }).click()
  await expect(page.getByText('Drop a CSV file here')).toBeVisible()
})

test.describe('an import', () => {
  test('takes a file, puts columns right, chooses for duplicates, and writes with a cadence and a tag', async ({
    open,
  }) => {
    const { page, tell, asked } = await open()
    await page.keyboard.press('Control+i')
    await page.getByLabel('File of contacts').setInputFiles({
      name: 'contacts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Name,Phone'),
    })
    await tell('imports', columnsState)
    await page.getByLabel('What Lifecycle CallPanel is').selectOption('Tags')
    await page.getByLabel('Numbers without a country code are of').selectOption('Germany')
    await page.getByRole('button', { name: 'Check the rows' }).click()
    await tell('imports', { ...columnsState, step: 'checking', progress: { done: 90, of: 230 } })
    await expect(page.getByRole('progressbar')).toHaveAttribute('value', '90')
    await tell('imports', checkedState)
    await expect(page.getByRole('tabpanel')).toContainText('“call me” is no phone number')
    await page.getByRole('tab', { name: 'Duplicates' }).click()
    await page.getByLabel('What is done with row 2, Jane Adams').selectOption('Merge')
    await page.getByLabel('Put new contacts on').selectOption('Commercial')
    await page.getByLabel('Tag').fill('Fair 2026')
    await page.getByRole('button', { name: 'Add 226' }).click()
    const fields = ['firstName', 'lastName', 'company', 'direct', 'mobile', 'email', null]
    await expect
      .poll(async () => (await asked()).slice(2).filter(({ name }) => name.startsWith('import.')))
      .toEqual([
        { name: 'import.map', input: { fields: [...fields.slice(0, 6), 'tags'], country: 'US' } },
        { name: 'import.map', input: { fields, country: 'DE' } },
        { name: 'import.check', input: {} },
        { name: 'import.choose', input: { row: 2, choice: 'merge' } },
        { name: 'import.start', input: { cadenceId: 'commercial', tag: 'Fair 2026', beginning: 'spread', most: null } },
      ])
  })

  for (const [button, beginning, most] of [
    ['Add 226 and spread them', 'spread', null],
    ['Only the first 90 on it', 'spread', 90],
    ['All the same, at once', 'at-once', null],
  ] as const) {
    test(`says beforehand what the days can carry, and offers: ${button}`, async ({ open }) => {
      const inWords = '60 a day carry about 90 of these; 226 would begin until 14 March.'
      const known = { cadence: { cadenceId: 'commercial', belief: 'Each message builds name recognition.' } }
      const { page, tell, asked } = await open(
        {},
        {
          answers: {
            'cadence.list': ok({ cadences: [known], series: [], defaultCadenceId: 'commercial' }),
            'cadence.forecast': ok({
              fits: false,
              count: 226,
              dialsADay: 60,
              carries: 90,
              beginsUntil: '2027-03-14',
              inWords,
            }),
          },
        },
      )
      await page.keyboard.press('Control+i')
      await tell('imports', { ...checkedState, defaultCadenceId: cadenceIdSchema.parse('commercial') })
      // The usual cadence is chosen, and what it means is said.
      await expect(page.getByText(inWords)).toBeVisible()
      await expect(page.getByText('Each message builds name recognition.')).toBeVisible()
      const asks = (await asked()).find(({ name }) => name === 'cadence.forecast')
      expect(asks?.input).toEqual({ cadenceId: 'commercial', count: 226 })
      await page.getByRole('button', { name: button }).click()
      const start = { name: 'import.start', input: { cadenceId: 'commercial', tag: '', beginning, most } }
      await expect.poll(async () => (await asked()).at(-1)).toEqual(start)
    })
  }

  test('that is done says what was done, and can be undone', async ({ open }) => {
    const { page, tell, asked } = await open()
    await page.keyboard.press('Control+i')
    await expect(page.getByText('212 added, 4 merged, 11 skipped, 3 set aside')).toBeVisible()
    await tell('imports', importState({ step: 'done', result: pastImport(), past: [pastImport()] }))
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await expect.poll(async () => (await asked()).at(-1)?.name).toBe('import.undo')
    await tell('imports', importState({ result: pastImport({ kept: 2 }) }))
    await expect(page.getByText('taken back, but for 2 contacts that you have worked with')).toBeVisible()
  })

  test('of a file that is no list says why', async ({ open }) => {
    const trouble = failed('import-unreadable', {
      name: 'a.xlsx',
      reason: 'it is an Excel workbook; save it as CSV first',
    })
    const { page } = await open({}, { answers: { 'import.take': trouble } })
    await page.keyboard.press('Control+i')
    await page.getByLabel('File of contacts').setInputFiles({ name: 'a.xlsx', mimeType: '', buffer: Buffer.from('PK') })
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText('save it as CSV first')
  })
})

test('a contact is edited by keys, and what is typed is kept when the rep goes away', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('Control+e')
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.getByLabel('Job title').fill('CFO')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Edit the contact' })).toHaveCount(0)
  expect((await asked()).at(-1)).toMatchObject({ name: 'contact.keepDraft', input: { words: { title: 'CFO' } } })
  await page.keyboard.press('Control+e')
  await page.getByRole('button', { name: 'Add a number' }).click()
  await page.getByLabel('Number 3', { exact: true }).fill('+49 171 1234567')
  await page.getByRole('button', { name: '+ prequalified' }).click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => namesOf({ asked })).toContain('contact.write')
  const written = (await asked()).find(({ name }) => name === 'contact.write')
  expect(written?.input).toMatchObject({
    contactId: jane,
    words: { tags: 'fair 2026, prequalified', numbers: [{}, {}, { written: '+49 171 1234567', kind: 'mobile' }] },
  })
  await expect(page.getByRole('heading', { name: 'Edit the contact' })).toHaveCount(0)
})

test('two contacts are made one when the rep has said so twice, and a merge can be undone', async ({ open }) => {
  const { page, tell, asked } = await open()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(page.getByRole('combobox', { name: 'Merge with whom?' })).toBeFocused()
  await page.keyboard.type('oma')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Make Omar Haddad part of Jane Adams?')).toBeVisible()
  await page.locator('.note').getByRole('button', { name: 'Merge' }).click()
  await expect
    .poll(async () => (await asked()).find(({ name }) => name === 'contact.merge')?.input)
    .toEqual({ keptId: jane, otherId: omar })
  await tell('merge', { keptName: 'Jane Adams', otherName: 'Omar Haddad' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => namesOf({ asked })).toContain('contact.undoMerge')
})

test('a company shows its people, and each of them can be shown', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('Control+b')
  await expect(page.getByRole('row', { name: /Jane Adams/ })).toContainText('7 attempts')
  await expect(page.getByRole('row', { name: /Omar Haddad/ })).toContainText('Never called')
  const value = page.getByLabel('Value of a deal')
  await value.fill('lots')
  await expect(page.getByText('“lots” is no amount')).toBeVisible()
  await value.fill('25k')
  await expect(page.getByText('25,000', { exact: true })).toBeVisible()
  await value.press('Enter')
  expect((await asked()).at(-1)).toEqual({ name: 'company.value', input: { companyId: company().companyId, dealValue: 25_000 } }) // prettier-ignore
  await page.getByRole('button', { name: 'Omar Haddad' }).click()
  expect((await asked()).at(-1)).toEqual({ name: 'contact.show', input: { contactId: omar } })
})

const long = 'Maximiliana-Theodora von und zu Hohenstein-Waldburg '.repeat(4).slice(0, 200)
const looks: readonly (readonly [string, PreviewOptions])[] = [
  ['light', {}],
  ['dark', { dark: true }],
  ['small', { width: 800, height: 600 }],
]
const shots = process.env['DESK_PICTURES']

for (const [look, options] of looks) {
  test(`every view is accessible and fits its window: ${look}`, async ({ open }) => {
    test.setTimeout(120_000)
    const longNames = look === 'small'
    const given = longNames
      ? {
          'contact.words': ok({
            words: contactWords({ name: long, company: long }),
            draft: { words: contactWords(), typedAt: Date.UTC(2026, 10, 20, 19, 52) },
          }),
          'company.show': ok(company(long)),
          'contacts.search': ok({ found: found.map((one) => ({ ...one, name: long, company: long })), dial: null }),
        }
      : {}
    const { page, tell } = await open(longNames ? { calls: [call('talking')] } : {}, { ...options, answers: given })
    const look1 = async (name: string) => {
      // The small window has the same colours and roles.
      expect(longNames ? [] : await axeFinds(page), name).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0)
      if (shots) await page.screenshot({ path: `${shots}/${look}-${name}.png` })
    }
    await look1('desk')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('a')
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
    await look1('palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await look1('keys')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+e')
    await expect(page.getByLabel('Job title')).toBeVisible()
    await look1('form')
    await page.keyboard.press('Control+b')
    await expect(page.getByRole('columnheader', { name: 'Next step' })).toBeVisible()
    await look1('company')
    await page.keyboard.press('Control+i')
    await expect(page.getByText('Drop a CSV file here')).toBeVisible()
    await look1('import')
    await tell('imports', columnsState)
    await look1('columns')
    await tell('imports', checkedState)
    await look1('problems')
    await page.getByRole('tab', { name: 'Duplicates' }).click()
    await look1('duplicates')
    await page.getByRole('tab', { name: 'People' }).click()
    await look1('people')
    await tell('imports', { ...checkedState, step: 'writing', progress: { done: 90, of: 230 } })
    await look1('writing')
    await tell('imports', importState({ step: 'done', result: pastImport(), past: [pastImport()] }))
    await look1('done')
    await tell('imports', importState())
    await look1('empty')
  })
}

test('whoever is typed in is told what they are put on, and what that means', async ({ open }) => {
  const usual = { cadence: { cadenceId: 'commercial', name: 'Commercial', belief: 'Every message is a commercial.' } }
  const known = ok({ cadences: [usual], series: [], defaultCadenceId: 'commercial' })
  const add = async (given: Partial<Record<RequestName, Result<unknown>>>) => {
    const nobody = ok({ found: [], dial: null })
    const { page } = await open({}, { answers: { 'contacts.search': nobody, ...given } })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Add a contact')
    await page.keyboard.press('Enter')
    return page.getByLabel('Cadence', { exact: true })
  }
  await expect(await add({ 'cadence.list': known })).toHaveText('Saved, they are put on Commercial. Every message is a commercial.') // prettier-ignore
  await expect(await add({})).toContainText('they stand under New')
})

test('a contact’s form leads to all that can be done with their cadence', async ({ open }) => {
  const { page } = await open()
  await page.keyboard.press('Control+e')
  await page.getByRole('button', { name: 'Stop, rest until, won, lost' }).click()
  await expect(page.getByRole('dialog', { name: 'Cadence of Jane Adams' })).toBeVisible()
})
