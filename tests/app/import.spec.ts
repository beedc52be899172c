import { expect } from '@playwright/test'
import { askDesk } from '../support/ask-desk.ts'
import { deskOf, test } from '../support/launch.ts'

/* A list of contacts comes in from a file, and goes again. */

const row = (i: number) => `Person ${i},Company ${i},+1 212 555 01${String(i).padStart(2, '0')}`
const good = Array.from({ length: 15 }, (_, i) => row(i + 10))
const bad = ['Nora Nummer,Nowhere,', 'Carl Call,Nowhere,call me', ',,+1 212 555 0190']
const duplicates = [good[0]!, 'Person 11,Company 11,+1 212 555 0199']

test('twenty rows are imported, three set aside, two skipped as duplicates, found, and taken back', async ({
  launch,
}) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  const before = (await askDesk(desk, 'desk.open', {})).queue.counts
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible()
  await desk.keyboard.press('Control+i')
  await desk.getByLabel('File of contacts').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Name,Company,Phone', ...good, ...bad, ...duplicates].join('\n')),
  })
  await desk.getByRole('button', { name: 'Check the rows' }).click()
  await expect(desk.getByText('17 rows can be imported, 3 are set aside, 2 are duplicates.')).toBeVisible()
  await desk.getByRole('button', { name: 'Add 15' }).click()
  await expect(desk.getByRole('region', { name: 'What was done' })).toContainText('15 added, 2 skipped, 3 set aside')
  expect((await askDesk(desk, 'desk.open', {})).queue.counts.new).toBe((before.new ?? 0) + 15)

  await desk.keyboard.press('Control+k')
  await desk.keyboard.type('5550112')
  await expect(desk.getByRole('option').first()).toContainText('Person 12')
  await desk.keyboard.press('Escape')
  await desk.getByRole('button', { name: 'Undo the import' }).click()
  await expect(desk.getByRole('region', { name: 'What was done' })).toContainText('taken back')
  expect((await askDesk(desk, 'desk.open', {})).queue.counts).toEqual(before)
})
