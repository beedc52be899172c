import { ok } from '../../../shared/result.ts'
import { expect, seriousIn, test } from './desk-test.ts'

const files = [
  { name: 'afterbeep.json', text: '{ "program": "Afterbeep/0.1.0" }\n' },
  { name: 'lines.json', text: `${'{ "lines": [] }\n'.repeat(40)}` },
  { name: 'afterbeep.log', text: '2026-11-23T15:00:00.000Z line: the connection was lost: ••• closed with 1006\n'.repeat(200) },
] // prettier-ignore

test('what a support bundle has in it is read before it is saved, file by file, word for word', async ({ open }) => {
  const path = 'C:\\Rep\\afterbeep-support-2026-11-23.zip'
  const { page, asked } = await open({}, { answers: { 'support.gather': ok({ files }), 'support.save': ok({ path }) } })
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Support bundle' }).click()
  const dialog = page.getByRole('dialog', { name: 'Support bundle' })
  await expect(dialog.getByRole('textbox')).toHaveValue(files[0]!.text)
  for (const { name, text } of files) {
    await dialog.getByRole('button', { name }).click()
    await expect(dialog.getByRole('textbox')).toHaveValue(text)
  }
  expect(await seriousIn(page)).toEqual([])
  expect((await asked()).map(({ name }) => name)).toEqual(['support.gather'])
  await dialog.getByRole('button', { name: 'Save as a zip' }).click()
  await expect(dialog.getByRole('status')).toHaveText(`Saved as ${path}`)
  expect((await asked()).at(-1)).toEqual({ name: 'support.save', input: { files } })
})

test('a support bundle that cannot be written says so, and is still there to be saved', async ({ open }) => {
  const trouble = { code: 'file-unwritable', about: { reason: 'ENOSPC' } } as const
  const { page } = await open({}, { answers: { 'support.gather': ok({ files }), 'support.save': { ok: false, trouble } } })
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Support bundle' }).click()
  const dialog = page.getByRole('dialog', { name: 'Support bundle' })
  await dialog.getByRole('button', { name: 'Save as a zip' }).click()
  await expect(dialog).toContainText('ENOSPC')
  await expect(dialog.getByRole('button', { name: 'Save as a zip' })).toBeEnabled()
}) // prettier-ignore
