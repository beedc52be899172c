import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { askDesk } from '../support/ask-desk.ts'
import { deskOf, test } from '../support/launch.ts'

test('the practice line’s way of hiding is tried, then a hidden call is made: said before, during and after it, and in the exported log', async ({
  launch,
}, testInfo) => {
  const desk = await deskOf((await launch()).app)
  const { contactId, name } = (await stateOf(desk)).queue.items[0]!
  await expect(desk.getByRole('button', { name: `Call ${name}`, exact: true })).toBeVisible()
  await desk.keyboard.press('l')
  await desk.getByRole('button', { name: 'Test on my mobile' }).click()
  await desk.keyboard.press('Enter')
  await expect(desk.getByText('rep', { exact: true })).toBeVisible()
  await desk.keyboard.press('1')
  await expect(desk.getByText('Private number', { exact: true })).toBeVisible()
  await desk.keyboard.press('2')
  await expect(desk.getByRole('dialog').getByRole('status')).toContainText('your mobile showed no number')
  await desk.keyboard.press('Escape')
  const hide = desk.getByRole('button', { name: 'Hide my number' })
  if ((await hide.getAttribute('aria-pressed')) !== 'true') await desk.keyboard.press('i')
  const said = desk.getByText('Hidden number requested: asked by *67.')
  await expect(said).toBeVisible()
  await expect(desk.getByText('your mobile showed no number')).toBeVisible()

  await desk.getByRole('button', { name: `Call ${name}`, exact: true }).click()
  await expect(desk.getByRole('button', { name: 'Hang up' })).toBeVisible()
  await expect(said).toBeVisible()
  await expect.poll(async () => (await stateOf(desk)).calls.at(-1)?.phase).toBe('talking')
  await desk.keyboard.press('Escape')
  await expect.poll(async () => (await stateOf(desk)).calls.at(-1)?.phase).toBe('ended')

  const [call] = (await stateOf(desk)).calls
  expect(call!.presented).toEqual({ asksFor: { kind: 'hidden' }, askedBy: 'asked by *67' })
  const { attempts } = await askDesk(desk, 'contact.show', { contactId })
  expect(attempts[0]).toMatchObject({ attemptId: call!.attemptId, hidden: true })

  await mkdir(testInfo.outputDir, { recursive: true })
  const file = join(testInfo.outputDir, 'compliance-log.csv')
  desk.once('dialog', (dialog) => void dialog.accept(file))
  await desk.keyboard.press('g')
  // That of the test as well.
  await expect(desk.getByText('Hidden number requested: asked by *67')).toHaveCount(2)
  await desk.getByRole('button', { name: 'Export as CSV' }).click()
  await expect(desk.getByText(`2 rows written to ${file}`)).toBeVisible()
  expect(await readFile(file, 'utf8')).toMatch(new RegExp(`${name}.*hidden.*asked by \\*67`))
})

test('a national list is imported from a file, and its numbers are not called', async ({ launch }, { outputDir }) => {
  const desk = await deskOf((await launch()).app)
  const { contactId, name } = (await stateOf(desk)).queue.items[0]!
  const { numbers } = await askDesk(desk, 'contact.show', { contactId })
  await mkdir(outputDir, { recursive: true })
  const file = join(outputDir, 'registry.csv')
  await writeFile(file, `phone\n${numbers[0]!.number}\n2125550177\n2125550178\nnobody\n`)
  desk.once('dialog', (dialog) => void dialog.accept(file))
  await desk.keyboard.press('o')
  await desk.getByLabel('Name').fill('US registry')
  await desk.getByLabel('Country').fill('US')
  await desk.getByRole('button', { name: 'Choose the file' }).click()
  await expect(desk.getByText('US registry is in use: 3 numbers.')).toBeVisible()
  await expect(desk.getByText('1 row was set aside')).toBeVisible()
  await desk.keyboard.press('Escape')
  await expect(desk.getByRole('button', { name: `Call ${name}`, exact: true })).toBeDisabled()
  await expect(desk.getByText(/The number is on “US registry”/)).toBeVisible()
})

const stateOf = (desk: Page) => askDesk(desk, 'desk.open', {})
