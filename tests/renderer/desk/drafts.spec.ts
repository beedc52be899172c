import { ok } from '../../../shared/result.ts'
import { cadenceList, lastResort } from '../../support/cadence-samples.ts'
import type { DeskPreview } from '../../support/desk-preview.ts'
import { expect, test } from './desk-test.ts'

/* What is typed and not saved, on a desk that is loaded again: the bridge answers by hand what main has kept. */

test.use({ usually: { answers: { 'cadence.list': ok(cadenceList()), 'cadence.preview': ok(lastResort) } } })

const ofDrafts = async ({ asked }: DeskPreview) => (await asked()).filter(({ name }) => name.startsWith('draft.'))

test('a cadence that is being typed is kept, offered by the next desk with its time, and given up by a button', async ({
  open,
}) => {
  const before = await open()
  await before.page.keyboard.press('Control+l')
  await before.page.getByLabel('Calls at most').fill('17')
  await expect(async () => expect(await ofDrafts(before)).toHaveLength(1)).toPass()
  const [kept] = await ofDrafts(before)
  expect(kept).toMatchObject({ name: 'draft.keep', input: { room: 'cadence', words: { maxTries: '17' } } })
  await before.close()

  const typedAt = Date.UTC(2026, 10, 20, 19, 52)
  const after = await open({}, { answers: { 'draft.open': ok([{ draft: kept!.input, typedAt }]) } })
  const { page } = after
  await page.keyboard.press('Control+l')
  await expect(page.getByLabel('Calls at most')).toHaveValue('17')
  await expect(page.getByText('You typed this on Fri 20 Nov, 14:52, and did not save it.')).toBeVisible()
  await page.screenshot({ path: 'out/tests/drafts-cadence.png' })
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByLabel('Calls at most')).toHaveValue('20')
  await expect(page.getByText('You typed this on')).toHaveCount(0)
  const { about } = kept!.input as { about: string }
  expect(await ofDrafts(after)).toEqual([{ name: 'draft.forget', input: { room: 'cadence', about } }])
})

test('what is typed is kept before the desk goes, though there was no breath in the typing', async ({ open }) => {
  const opened = await open()
  const { page } = opened
  await page.keyboard.press('Control+l')
  await page.getByLabel('Calls at most').fill('16')
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
  expect(await ofDrafts(opened)).toMatchObject([{ input: { words: { maxTries: '16' } } }])
})

test('the words of a recording are offered in the studio, a new one in its list, and given up by a button', async ({
  open,
}) => {
  const typedAt = Date.UTC(2026, 10, 20, 19, 52)
  const draft = { room: 'recording', about: 'new', words: { name: 'The audit offer', script: 'Hi, this is Ann' } }
  const opened = await open(
    {},
    {
      answers: {
        'studio.open': ok({ recordings: [], series: [], cadences: [], take: null, unsaved: [], trouble: null }),
        'draft.open': ok([{ draft, typedAt }]),
      },
    },
  )
  const { page } = opened
  await page.keyboard.press('s')
  await expect(page.getByLabel('Name of the recording')).toHaveValue('The audit offer')
  await expect(page.locator('.prompter')).toContainText('Hi, this is Ann')
  await expect(page.getByText('You typed this on Fri 20 Nov, 14:52, and did not save it.')).toBeVisible()
  await page.screenshot({ path: 'out/tests/drafts-studio.png' })
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByLabel('Name of the recording')).toHaveValue('')
  expect(await ofDrafts(opened)).toEqual([{ name: 'draft.forget', input: { room: 'recording', about: 'new' } }])
})
