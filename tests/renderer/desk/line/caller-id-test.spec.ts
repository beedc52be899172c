import type { CallerIdTestState } from '../../../../shared/contract/caller-id-test.ts'
import { call, mainLine, now } from '../../../support/desk-samples.ts'
import { expect, seriousIn, test } from '../desk-test.ts'

const last: NonNullable<CallerIdTestState['last']> = {
  hideMethod: { kind: 'prefix', prefix: '*67' },
  askedBy: 'asked by *67',
  whenShown: 'own-number',
  whenHidden: 'no-number',
  triedAt: now,
}
const run: NonNullable<CallerIdTestState['run']> = {
  number: '+1 416 555 0199',
  turn: 'shown',
  phase: 'calling',
  rang: false,
  inWords: 'Your number is shown.',
  reason: '',
  display: null,
}

test('the rep’s mobile is called twice, and ticked by key, from the desk of a line that was never tried', async ({
  open,
}) => {
  const { page, asked, tell } = await open()
  await page.keyboard.press('i')
  await expect(page.getByText('Not tested on this line.')).toBeVisible()
  await page.getByRole('button', { name: 'Test on my mobile' }).click()
  await page.getByLabel('Your mobile').fill('+1 416 555 0199')
  await page.keyboard.press('Enter')
  await tell('hideTrial', { run, last: null })
  await page.keyboard.press('1')
  await tell('hideTrial', { run: { ...run, phase: 'between' }, last: null })
  await expect(page.getByRole('button', { name: 'My number', exact: true })).toBeDisabled()
  await page.keyboard.press('1')
  await tell('hideTrial', {
    run: { ...run, turn: 'hidden', rang: true, display: 'Private number' },
    last: null,
  })
  await expect(page.getByText('Private number', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'No number' }).click()
  await tell('hideTrial', { run: null, last })
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText(
    'Tried on 24 Nov 2026: your mobile showed no number.',
  )
  expect(await asked()).toEqual([
    { name: 'hideTrial.start', input: { number: '+1 416 555 0199' } },
    { name: 'hideTrial.tick', input: { displayed: 'own-number' } },
    { name: 'hideTrial.tick', input: { displayed: 'no-number' } },
  ])
})

test('leaving the test stops it', async ({ open }) => {
  const { page, asked } = await open({ hideTrial: { run, last: null } })
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Test on my mobile' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await asked()).toEqual([{ name: 'hideTrial.stop', input: {} }])
})

test('the state of the number says what was tried, and warns where it showed all the same', async ({ open }) => {
  const { page, tell } = await open({ hideTrial: { run: null, last } })
  await page.keyboard.press('i')
  const state = page.getByRole('region', { name: 'Your number' })
  await expect(state).toContainText('Tried on 24 Nov 2026: your mobile showed no number.')
  await page.keyboard.press('i')
  await expect(state).not.toContainText('Tried on')
  await tell('hideTrial', { run: null, last: { ...last, whenHidden: 'own-number' } })
  await expect(state).toContainText('Hiding failed on this line. Tried on 24 Nov 2026: your mobile showed your number')
})

test('a way of hiding that is not saved yet is not taken for tried', async ({ open }) => {
  const line = { ...mainLine, line: { ...mainLine.line!, hideMethod: { kind: 'prefix', prefix: '*67' } as const } }
  const { page } = await open({ line, hideTrial: { run: null, last } })
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Edit (${line.line.name})` }).click()
  await expect(page.getByText('Tried on 24 Nov 2026: your mobile showed no number.')).toBeVisible()
  await page.getByLabel('Code', { exact: true }).fill('*68')
  await expect(page.getByText('Save it first')).toBeVisible()
})

test('after a hidden call one key calls again with the number shown, whatever answered', async ({ open }) => {
  const hidden = { presented: { asksFor: { kind: 'hidden' }, askedBy: 'asked by *67' } } as const
  const { page, asked } = await open({ calls: [call('ended', hidden)] })
  await expect(page.getByRole('button', { name: 'Call again with my number shown' })).toBeVisible()
  await page.keyboard.press('w')
  await expect
    .poll(async () => (await asked()).find(({ name }) => name === 'call.dial')?.input)
    .toMatchObject({
      callerId: { kind: 'shown' },
    })
})

for (const dark of [false, true]) {
  test(`axe finds nothing serious about a test, ${dark ? 'dark' : 'light'}`, async ({ open }) => {
    const failing = { ...last, whenHidden: 'own-number' } as const
    const { page, tell } = await open({ hideTrial: { run: null, last: failing } }, { dark })
    await page.keyboard.press('i')
    expect(await seriousIn(page)).toEqual([])
    await page.keyboard.press('l')
    await page.getByRole('button', { name: 'Test on my mobile' }).click()
    expect(await seriousIn(page)).toEqual([])
    await tell('hideTrial', { run: { ...run, display: 'Private number', reason: '404 Not Found' }, last })
    expect(await seriousIn(page)).toEqual([])
  })
}
