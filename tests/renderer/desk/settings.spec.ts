import { usualSettings } from '../../../shared/contract/settings-bridge.ts'
import { call, desk, items, leaving } from '../../support/desk-samples.ts'
import { axeFinds, expect, test } from './desk-test.ts'

/* How the rep wants the desk: one page, and keys that are theirs. */

test.use({
  usually: {
    answers: {
      'contacts.search': { ok: true, value: { found: [], dial: null } },
      'backups.list': { ok: true, value: { folder: '/backups', backups: [] } },
    },
  },
})

const settings = (chosen: object = {}) => ({ ...usualSettings, dialOnForbiddenBy: null, ...chosen })
/** What the rep asked for: which backups there are is asked by the dialog. */
const deeds = async (asked: () => Promise<{ name: string }[]>) =>
  (await asked()).filter(({ name }) => name !== 'backups.list')
const names = async (asked: () => Promise<{ name: string }[]>) => (await deeds(asked)).map(({ name }) => name)

test('each setting has a sentence, is found by its words, and is chosen at once', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('settings')
  await page.getByRole('option', { name: /^Action Settings/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await expect(dialog.getByRole('listitem')).toHaveCount(13)
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.type('dark')
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('button', { name: /Theme/ }).click()
  await page.getByRole('option', { name: 'Dark' }).click()
  await expect.poll(asked).toContainEqual({ name: 'settings.choose', input: { ...usualSettings, theme: 'dark' } })
  await dialog.getByRole('textbox', { name: 'Find a setting' }).fill('ringer')
  await dialog.getByRole('button', { name: 'Open (Microphone, speaker and ringer)' }).click()
  await expect(page.getByRole('dialog', { name: 'Sound' })).toBeVisible()
  await expect(dialog).toHaveCount(0)
})

for (const [words, action] of [
  ['settings', 'Settings'],
  ['help', 'Keyboard shortcuts'],
  ['csv', 'Import and export contacts'],
  ['history', 'Insights'],
  ['report', 'Insights'],
  ['dark', 'Dark desk'],
  ['quit', 'Quit Afterbeep'],
] as const) {
  test(`the palette knows “${words}”`, async ({ open }) => {
    const { page } = await open()
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words)
    await expect(page.getByRole('option', { name: new RegExp(`^Action ${action}`) })).toBeVisible()
  })
}

test('the palette paints the desk dark and quits, each by its word', async ({ open }) => {
  const { page, asked } = await open()
  for (const word of ['dark desk', 'quit']) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(word)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox')).toHaveCount(0)
  }
  await expect
    .poll(async () => (await asked()).filter(({ name }) => name !== 'contacts.search'))
    .toEqual([
      { name: 'settings.choose', input: { ...usualSettings, theme: 'dark' } },
      { name: 'window.quit', input: {} },
    ])
})

test('a key of the rep’s own does what the usual one did, which does nothing any more; buttons and the sheet show it', async ({
  open,
}) => {
  const { page, asked } = await open({ calls: [call('talking')], settings: settings({ ownKeys: { M: '-' } }) })
  const mute = page.getByRole('button', { name: 'Mute', exact: true })
  await expect(mute).toHaveAttribute('aria-keyshortcuts', '-')
  await page.keyboard.press('m')
  await page.keyboard.press('-')
  await expect.poll(() => names(asked)).toEqual(['call.mute'])
  await page.keyboard.press('?')
  const row = page.getByRole('dialog', { name: 'Keyboard shortcuts' }).locator('dl > div', { hasText: 'Mute' })
  await expect(row.locator('kbd')).toHaveText('-')
})

test('a key that something else has is refused with its name, and the field keeps what it had', async ({ open }) => {
  const { page, asked } = await open()
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Settings', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'Mute, or open the microphone' })
  await field.focus()
  await page.keyboard.type('d')
  await expect(page.getByRole('alert')).toHaveText('D is “Drop a voicemail, or play it at once”: give that another key first.')
  await expect(field).toHaveValue('M')
  await page.keyboard.type('8')
  await expect(page.getByRole('alert')).toContainText('8 is “How the call ended, and the keypad”')
  expect(await names(asked)).toEqual([])
  await page.keyboard.type('ü')
  await expect(field).toHaveValue('Ü')
  await expect
    .poll(() => deeds(asked))
    .toEqual([{ name: 'settings.choose', input: { ...usualSettings, ownKeys: { M: 'Ü' } } }])
  await page.getByRole('button', { name: 'All keys as they were' }).click()
  await expect.poll(async () => (await asked()).at(-1)).toEqual({ name: 'settings.choose', input: usualSettings })
}) // prettier-ignore

test('switched off, letters, digits and signs do nothing and stand on no button; Enter, Esc and Ctrl do', async ({
  open,
}) => {
  const { page, asked, tell } = await open({ calls: [call('talking')], settings: settings({ singleKeys: false }) })
  for (const key of ['m', 'd', 'k', '1', ';', '.', 'j', '?', '>', 's']) await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('kbd').filter({ hasText: /^.$/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect.poll(() => names(asked)).toEqual(['call.hangUp'])
  await tell('calls', [])
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Find anybody or anything' })).toBeVisible()
})

test('switched off, the sound’s and the line’s own letters do nothing as well', async ({ open }) => {
  const { page, asked } = await open({ settings: settings({ singleKeys: false }) })
  for (const name of ['Sound', /^Practice|^Line|Office/]) {
    await page.locator('header').getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    for (const key of ['t', 'r', 'a', 'p', '1']) await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  expect(await names(asked)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^sound\.test|^line\.use/)]))
})

for (const [who, chosen] of [
  ['the rep wants none', { dialsOn: false }],
  ['the policy forbids it', { dialOnForbiddenBy: 'Acme' }],
] as const) {
  test(`no session dials on by itself where ${who}`, async ({ open }) => {
    const { page, tell } = await open({ settings: settings(chosen), calls: [] })
    await page.keyboard.press('>')
    await tell('calls', [leaving(items[0]!.name, 'waiting')])
    await expect(page.getByRole('button', { name: /^Call / }).first()).toBeVisible()
    await expect(page.locator('.dials-on')).toHaveCount(0)
  })
}

test('where the policy forbids dialling on, the setting says whose it is and cannot be chosen', async ({ open }) => {
  const { page } = await open({ ...desk(), settings: settings({ dialOnForbiddenBy: 'Acme' }) })
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Settings', exact: true }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'A session dials on' })
  await expect(row).toContainText('the policy of Acme lets no session call anybody by itself')
  await expect(row.getByRole('checkbox')).toHaveCount(0)
})
