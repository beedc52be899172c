import { ok } from '../../../shared/result.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import { now } from '../../support/desk-samples.ts'
import { axeFinds, expect, test } from './desk-test.ts'

test.use({ usually: { answers: { 'contacts.search': { ok: true, value: { found: [], dial: null } } } } })

const day = 86_400_000
const backups: Backup[] = Array.from({ length: 9 }, (_, at) => ({
  name: `afterbeep-2026-11-2${at}T18-02-03-120Z.sqlite`,
  madeAt: now - at * day,
  contacts: 12_048 - at * 10,
  attempts: 31_877 - at * 60,
  lastCallAt: at === 8 ? null : now - at * day - 3_600_000,
}))
const folder = 'C:\\Reps\\Alexandra\\AppData\\Roaming\\Afterbeep\\backups'
const listed = (some: Backup[]) => ({ 'backups.list': ok({ folder, backups: some }) })

for (const [width, height] of [
  [1280, 720],
  [800, 600],
] as const)
  test(`the backups are in the settings, with what is in each, at ${width} x ${height}`, async ({ open }) => {
    const { page } = await open({}, { answers: listed(backups) })
    await page.setViewportSize({ width, height })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('settings')
    await page.getByRole('option', { name: /^Action Settings/ }).click()
    await page.keyboard.type('restore')
    const list = page.getByRole('region', { name: 'Backups of the archive' })
    await expect(list.getByRole('listitem')).toHaveCount(9)
    await expect(list).toContainText('12,048 contacts, 31,877 attempts, last call')
    await expect(list).toContainText(folder)
    expect(await axeFinds(page)).toEqual([])
  })

test('a backup is restored only when that is pressed twice, and one is made by a press', async ({ open }) => {
  const made = { ...backups[0]!, name: 'afterbeep-2026-11-30T18-02-03-120Z.sqlite', contacts: 12_049 }
  const answers = { ...listed([]), 'backups.make': ok({ folder, backups: [made] }) }
  const { page, asked } = await open({}, { answers })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('settings')
  await page.getByRole('option', { name: /^Action Settings/ }).click()
  const list = page.getByRole('region', { name: 'Backups of the archive' })
  await expect(list).toContainText('There is none yet')
  await list.getByRole('button', { name: 'Back up now' }).click()
  await expect(list).toContainText('12,049 contacts')
  await list.getByRole('button', { name: /^Restore/ }).click()
  await expect(list).toContainText('what is here now is backed up first')
  expect((await asked()).map(({ name }) => name)).not.toContain('backups.restore')
  await list.getByRole('button', { name: /^Restore it/ }).click()
  await expect.poll(asked).toContainEqual({ name: 'backups.restore', input: { name: made.name } })
})
