import { expect, type Page } from '@playwright/test'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import { sentenceFor } from '../../shared/trouble-sentences.ts'
import type { TroubleCode } from '../../shared/trouble-sentences.ts'
import { askDesk } from '../support/ask-desk.ts'
import { callContact, callIn, whenRegistered } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'
import { shareApp } from '../support/shared-app.ts'

const isStandIn = electronOrStandIn({ download: false }).kind === 'stand-in'

/** The sentence on the desk, wherever it belongs. */
function sentence(desk: Page, code: TroubleCode, about: Record<string, string> = {}) {
  return desk.getByRole('alert').getByText(sentenceFor({ code, about }))
}

async function openLine(desk: Page) {
  await desk.getByRole('button', { name: 'Open the line' }).or(desk.locator('.header .line')).first().click()
  return desk.getByRole('dialog')
}

async function backToPractice(desk: Page): Promise<void> {
  const dialog = await openLine(desk)
  const toAll = dialog.getByRole('button', { name: '← All lines' })
  if (await toAll.isVisible()) await toAll.click()
  await dialog.getByRole('button', { name: 'Use the practice line' }).click()
  await expect(dialog).toBeHidden()
  await whenRegistered(desk)
  await expect(desk.getByRole('alert')).toHaveCount(0)
}

test.describe('a line', () => {
  const { desk: openDesk } = shareApp(() => ({}))

  test('that refuses its password says whose, and is registered with the right one', async () => {
    const desk = openDesk()
    const dialog = await openLine(desk)
    await dialog.getByText('Sign in to it as somebody else').click()
    await dialog.getByLabel('Password').fill('wrong')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    await expect(sentence(desk, 'line-refused-password', { user: 'rep' })).toBeVisible()
    await desk
      .getByRole('button', { name: /^Call / })
      .first()
      .click()
    await expect(sentence(desk, 'line-not-registered')).toBeVisible()
    await backToPractice(desk)
  })

  test('that is tested is called, and its sound is counted', async () => {
    const desk = openDesk()
    const { line } = await askDesk(desk, 'desk.open', {})
    // Luis picks up and talks: what comes back is his, and comes all the same.
    const request = { line: line.line!, password: null, iceCredentials: [], echoNumber: '+13125550102' }
    await askDesk(desk, 'line.test', request)
    const walk = async () => (await askDesk(desk, 'desk.open', {})).lines.test
    await expect.poll(async () => (await walk())?.running, { timeout: 30_000 }).toBe(false)
    const steps = (await walk())!.steps.map(({ step, state }) => `${step} ${state}`)
    expect(steps.slice(3)).toEqual(['upgrade passed', 'register passed', 'digest passed', 'ice passed', 'media passed'])
    await whenRegistered(desk)
  })

  test('whose server does not answer says which, and another line takes its place', async () => {
    const desk = openDesk()
    const server = 'ws://127.0.0.1:9'
    const dialog = await openLine(desk)
    await dialog.getByRole('button', { name: 'Add a line' }).click()
    await dialog.getByLabel('Name', { exact: true }).fill('Nowhere')
    await dialog.getByLabel('Server').fill(server)
    await dialog.getByLabel('User', { exact: true }).fill('1001')
    await dialog.getByLabel('Password').fill('secret')
    await dialog.getByRole('button', { name: 'Save and use this line' }).click()
    await expect(dialog).toBeHidden()
    await expect(sentence(desk, 'line-unreachable', { server })).toBeVisible()
    await expect(desk.getByText(/not registered · tries again/)).toBeVisible()
    await backToPractice(desk)
  })
})

test('a call without its microphone says why it did not leave, and leaves when there is one', async ({
  launch,
  restart,
}) => {
  test.skip(!isStandIn, 'Electron has the microphone of the machine')
  let afterbeep = await launch({ fakeMicrophone: 'none' })
  for (const code of ['microphone-missing', 'microphone-refused'] as const) {
    const desk = await deskOf(afterbeep.app)
    await callFresh(desk)
    await expect(sentence(desk, code)).toBeVisible()
    expect(await callIn(desk, 'Marcus Bell', 'ended')).toMatchObject({ rangAt: null, trouble: { code } })
    await expect(desk.getByRole('button', { name: 'Call Marcus Bell', exact: true })).toBeVisible()
    const fakeMicrophone = code === 'microphone-missing' ? 'refused' : 'beep'
    afterbeep = await restart({ ...afterbeep, options: { fakeMicrophone } })
  }
  const desk = await deskOf(afterbeep.app)
  await callFresh(desk)
  await expect(desk.getByLabel('The call that ended').getByText('Busy', { exact: true })).toBeVisible()
})

async function callFresh(desk: Page): Promise<void> {
  await whenRegistered(desk)
  await expect(desk.getByRole('alert')).toHaveCount(0)
  await callContact(desk, 'Marcus Bell')
}
