import type { RequestName } from '../../../shared/contract/bridge.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { cadenceList, insights, lastResort } from '../../support/cadence-samples.ts'
import type { DeskPreview } from '../../support/desk-preview.ts'
import { expect, seriousIn, test } from './desk-test.ts'

/* Cadences as data, their preview, and the insights, against a bridge that answers by hand. */

const answers: Partial<Record<RequestName, Result<unknown>>> = {
  'cadence.list': ok(cadenceList()),
  'cadence.preview': ok(lastResort),
  'insights.show': ok(insights()),
  'contacts.search': ok({ found: [], dial: null }),
}

test.use({ usually: { answers } })
const asksOf = async ({ asked }: DeskPreview, name: RequestName) => (await asked()).filter((one) => one.name === name)

test.describe('the cadence editor', () => {
  test('shows the first cadence with what it would do, drawn and as a list', async ({ open }) => {
    const { page } = await open()
    await page.keyboard.press('Control+l')
    await expect(page.getByRole('navigation', { name: 'Cadences' }).getByRole('button', { name: /Last resort/ })).toContainText('12 on it') // prettier-ignore
    await expect(page.getByLabel('Calls at most')).toHaveValue('20')
    const region = page.getByRole('region', { name: 'Preview' })
    await expect(region).toContainText('20 calls and 1 message in')
    await expect(region.locator('svg circle.mark')).toHaveCount(20)
    await expect(region.locator('svg circle.mark.message')).toHaveCount(1)
    await region.getByText('As a list').click()
    await expect(region.getByRole('listitem')).toHaveCount(21)
    await expect(region.getByRole('listitem').last()).toContainText('all 20 tries were made')
  })

  test('takes new contacts by a tick, and says so in the list', async ({ open }) => {
    const list = cadenceList()
    const { cadenceId } = list.cadences[0]!.cadence
    const opened = await open({}, { answers: { 'cadence.list': ok({ ...list, defaultCadenceId: cadenceId }), 'cadence.makeDefault': ok(null) } }) // prettier-ignore
    const { page } = opened
    await page.keyboard.press('Control+l')
    await expect(page.getByRole('navigation', { name: 'Cadences' }).getByRole('button').first()).toContainText('new contacts') // prettier-ignore
    await page.getByText('Put new contacts on it').click()
    await expect.poll(async () => (await asksOf(opened, 'cadence.makeDefault')).map(({ input }) => input)).toEqual([{ cadenceId: null }]) // prettier-ignore
  })

  test('asks for a new preview when there is a breath in the typing, and not while something is wrong', async ({
    open,
  }) => {
    const opened = await open()
    const { page } = opened
    await page.keyboard.press('Control+l')
    await expect.poll(async () => (await asksOf(opened, 'cadence.preview')).length).toBe(1)
    await page.getByLabel('Calls at most').fill('6')
    await expect
      .poll(async () => (await asksOf(opened, 'cadence.preview')).at(-1)?.input)
      .toMatchObject({ cadence: { maxTries: 6 } })
    const asked = (await asksOf(opened, 'cadence.preview')).length
    await page.getByLabel('Days between, at most').fill('2')
    await expect(page.getByText('The longest wait is shorter than the shortest.')).toBeVisible()
    await expect(page.getByText('Not drawn anew until a field is put right.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
    await page.getByLabel('Days between, at most').fill('5')
    await expect.poll(async () => (await asksOf(opened, 'cadence.preview')).length).toBe(asked + 1)
  })

  test('says what saving does to whom it runs for, and saves what was typed', async ({ open }) => {
    const opened = await open()
    const { page } = opened
    await page.keyboard.press('Control+l')
    await page.getByLabel('Calls at most').fill('6')
    await expect(page.getByRole('status').filter({ hasText: '12 contacts are on it.' })).toContainText(
      'What is planned next for each stays as it is; what comes after that follows the new rules. Whoever has had 6 calls by then stops.',
    )
    await page.getByLabel('A message is left').selectOption('Split test')
    await page.getByRole('button', { name: 'Add a step' }).click()
    await page.getByRole('group', { name: 'Step 1' }).getByLabel('Name', { exact: true }).fill('Postcard')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    expect((await asksOf(opened, 'cadence.save'))[0]?.input).toMatchObject({
      cadence: {
        cadenceId: 'last-resort',
        maxTries: 6,
        message: { when: 'split', sides: [{ place: null }, { place: 0 }] },
        between: [{ kind: 'letter', name: 'Postcard', every: 2 }],
      },
      seriesId: 'series-1',
    })
  })

  test('keeps what was typed when the view is left, and gives it up only when told to', async ({ open }) => {
    const { page } = await open()
    await page.keyboard.press('Control+l')
    await page.getByLabel('Calls at most').fill('1x')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Commercial/ })
      .click()
    await expect(page.getByLabel('Calls at most')).toHaveValue('52')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Cadences' })).toHaveCount(0)
    await page.keyboard.press('Control+l')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Last resort.*changed/ })
      .click()
    await expect(page.getByLabel('Calls at most')).toHaveValue('1x')
    await page.getByRole('button', { name: 'Start over' }).click()
    await expect(page.getByLabel('Calls at most')).toHaveValue('20')
  })

  test('duplicates a preset under a name of its own', async ({ open }) => {
    const opened = await open()
    const { page } = opened
    await page.keyboard.press('Control+l')
    await page.getByRole('button', { name: 'Duplicate' }).click()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Last resort, copy')
    await page.getByLabel('Name', { exact: true }).fill('Commercial')
    await expect(page.getByText('Another cadence has this name.')).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Mine')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(async () => (await asksOf(opened, 'cadence.save')).length).toBe(1)
    const saved = (await asksOf(opened, 'cadence.save'))[0]!.input as { cadence: { cadenceId: string; name: string } }
    expect(saved.cadence.name).toBe('Mine')
    expect(saved.cadence.cadenceId).not.toBe('last-resort')
  })

  test('says why main did not save, and keeps what was typed', async ({ open }) => {
    const { page } = await open({}, { answers: { 'cadence.save': failed('not-found') } })
    await page.keyboard.press('Control+l')
    await page.getByLabel('Calls at most').fill('6')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible()
    await expect(page.getByLabel('Calls at most')).toHaveValue('6')
  })
})

test('the insights show the numbers behind every share, the prior, and a verdict with messages begun and played apart', async ({
  open,
}) => {
  const { page } = await open()
  await page.keyboard.press('Control+j')
  const answered = page.getByRole('region', { name: 'When calls are answered' })
  await expect(answered).toContainText('12 of 70 calls')
  await expect(answered.getByRole('row', { name: /Evenings/ })).toContainText('7 of 21')
  await expect(answered).toContainText('11 million calls')
  await expect(page.getByRole('region', { name: 'By weekday and part' })).toContainText('5 of 41')
  const tests = page.getByRole('region', { name: 'Tests' })
  await expect(tests).toContainText('Not settled: “message A” leads')
  await expect(tests.getByRole('row', { name: /message A/ })).toContainText('9688')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Insights' })).toHaveCount(0)
})

test('what the palette opens takes the place of what covered the desk', async ({ open }) => {
  const { page } = await open()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('insights')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Insights' })).toBeVisible()
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: 'Cadences' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Insights' })).toHaveCount(0)
})

for (const [key, name, room] of [
  ['l', 'Cadences', '.cadence-room'],
  ['j', 'Insights', '.insights-room'],
] as const) {
  test(`nothing of ${name} scrolls sideways in a small window`, async ({ open }) => {
    const { page } = await open({}, { width: 800, height: 600 })
    await page.keyboard.press(`Control+${key}`)
    await expect(page.getByText(key === 'l' ? '20 calls and 1 message' : 'Does voicemail pay?')).toBeVisible()
    expect(await page.locator(room).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  })
}

for (const [key, name] of [
  ['l', 'Cadences'],
  ['j', 'Insights'],
] as const) {
  for (const dark of [false, true]) {
    test(`axe finds nothing serious in ${name}, ${dark ? 'dark' : 'light'}`, async ({ open }) => {
      const { page } = await open({}, { dark })
      await page.keyboard.press(`Control+${key}`)
      await expect(page.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible()
      await expect(page.getByText(key === 'l' ? '20 calls and 1 message' : 'Does voicemail pay?')).toBeVisible()
      expect(await seriousIn(page)).toEqual([])
    })
  }
}
