import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { askDesk } from '../support/ask-desk.ts'
import { deskOf, test } from '../support/launch.ts'

test('a hidden call on the practice line: said before, during and after it, and in the exported log', async ({
  launch,
}, testInfo) => {
  const desk = await deskOf((await launch()).app)
  const { contactId, name } = (await stateOf(desk)).queue.items[0]!
  await expect(desk.getByRole('button', { name: `Call ${name}`, exact: true })).toBeVisible()
  const hide = desk.getByRole('button', { name: 'Hide my number' })
  if ((await hide.getAttribute('aria-pressed')) !== 'true') await desk.keyboard.press('i')
  const said = desk.getByText('Hidden number requested: asked by *67.')
  await expect(said).toBeVisible()

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
  await expect(desk.getByText('Hidden number requested: asked by *67')).toBeVisible()
  await desk.getByRole('button', { name: 'Export as CSV' }).click()
  await expect(desk.getByText(`1 row written to ${file}`)).toBeVisible()
  expect(await readFile(file, 'utf8')).toMatch(new RegExp(`${name}.*hidden.*asked by \\*67`))
})

const stateOf = (desk: Page) => askDesk(desk, 'desk.open', {})
