import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { Line } from '../../../shared/contract/line.ts'
import type { ChosenCertificate } from '../../../shared/contract/line-settings.ts'
import { diagnosisSteps, type LineDiagnosis } from '../../../shared/contract/line-diagnosis.ts'
import { linesOf, mainLine, now, practiceLine } from '../../support/desk-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

const main = mainLine.line!
const second: Line = {
  ...main,
  lineId: 'line-2' as Line['lineId'],
  name: 'The Toronto office’s second line for the autumn campaign, x',
  server: 'wss://sip.example.org:8089/ws',
}
const two = { line: mainLine, lines: linesOf(main, {}, [second]) }

const failing: LineDiagnosis = {
  lineId: main.lineId,
  name: main.name,
  running: false,
  offered: null,
  steps: diagnosisSteps.map((step) => ({
    step,
    state: 'skipped',
    finding: { code: 'not-reached', about: {} },
    tookMs: null,
  })),
}
const selfSigned = {
  code: 'tls-self-signed',
  about: { names: 'pbx.brightwater.example', from: '2025-07-05', until: '2035-07-03' },
} as const
const offered: ChosenCertificate = {
  pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  name: 'pbx.brightwater.example',
  until: '2035-07-03',
  fingerprint: Array.from({ length: 32 }, (_, at) => (at * 7 + 16).toString(16).toUpperCase()).join(':'),
}
const expired = { code: 'tls-expired', about: { from: '2026-07-05', until: '2026-10-03' } } as const

test('a line is switched by its key in the dialog, and by two clicks', async ({ open }) => {
  const { page, asked } = await open(two)
  await page.keyboard.press('l')
  await expect(page.getByText('In use · ready')).toBeVisible()
  await page.keyboard.press('1')
  await page.keyboard.press('2')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.locator('.header .line').first().click()
  await page.getByRole('button', { name: `Use (${second.name})` }).click()
  const choose = { name: 'line.choose', input: { lineId: second.lineId } }
  expect(await asked()).toEqual([choose, choose])
})

test('a line is removed only when that is pressed twice', async ({ open }) => {
  const { page, asked } = await open(two)
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Remove (${second.name})` }).click()
  await page.getByRole('button', { name: `Keep (${second.name})` }).click()
  expect(await asked()).toEqual([])
  await page.getByRole('button', { name: `Remove (${second.name})` }).click()
  await page.getByRole('button', { name: `Remove (${second.name})` }).click()
  await expect.poll(asked).toEqual([{ name: 'line.remove', input: { lineId: second.lineId } }])
})

test('a line that is not in use is changed and goes on not being used', async ({ open }) => {
  const { page, asked } = await open(two)
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Edit (${second.name})` }).click()
  await page.getByLabel('Name', { exact: true }).fill('Toronto')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Your lines' })).toBeVisible()
  expect(await asked()).toMatchObject([
    { name: 'line.save', input: { line: { lineId: second.lineId, name: 'Toronto' }, password: null } },
  ])
})

test('a preset fills in what is known; servers, codecs and realms are saved with the line', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('l')
  await page.keyboard.press('a')
  await page.getByRole('button', { name: /Phone system/ }).click()
  await page.getByRole('option', { name: 'Telnyx' }).click()
  await expect(page.getByLabel('Server', { exact: true })).toHaveValue('wss://sip.telnyx.com:7443')
  await page.getByLabel('Name', { exact: true }).fill('Telnyx')
  await page.getByLabel('User', { exact: true }).fill('sam')
  await page.getByLabel('Password').fill('secret')
  await page.locator('.more > summary').click()
  await page.getByRole('button', { name: 'Add a server' }).click()
  await page.getByLabel('Address').nth(1).fill('turn:turn.telnyx.com')
  await page.getByRole('button', { name: 'Save and use this line' }).click()
  await expect(page.getByText('A TURN server needs a user and a credential.')).toBeVisible()
  expect(await asked()).toEqual([])

  await page.getByLabel('TURN user').fill('relay')
  await page.getByLabel('TURN credential').fill('relay-secret')
  await page.getByRole('button', { name: /Better.*G\.722/ }).click()
  await page.getByLabel('Also answer to (optional)').fill('calls.telnyx.com')
  await page.getByRole('button', { name: 'Save and use this line' }).click()
  await expect.poll(asked).toMatchObject([
    {
      name: 'line.use',
      input: {
        password: 'secret',
        iceCredentials: [null, 'relay-secret'],
        line: {
          iceServers: [
            { urls: 'stun:stun.telnyx.com:3478', user: '' },
            { urls: 'turn:turn.telnyx.com', user: 'relay' },
          ],
          codecs: ['g722', 'opus', 'pcmu', 'pcma'],
          moreRealms: ['calls.telnyx.com'],
        },
      },
    },
  ])
})

test('the place of HOST in a preset has to be filled', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('l')
  await page.keyboard.press('a')
  await page.getByRole('button', { name: /Phone system/ }).click()
  await page.getByRole('option', { name: /Asterisk/ }).click()
  await page.getByRole('button', { name: 'Save and use this line' }).click()
  await expect(page.getByText('Put the server’s name in the place of HOST.')).toBeVisible()
  expect(await asked()).toEqual([])
})

test('a line is tested as it is typed: each step as it happens, and what fails with its cause and what to do', async ({
  open,
}) => {
  const { page, asked, tell } = await open(two)
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Test (${main.name})` }).click()
  await expect
    .poll(asked)
    .toMatchObject([{ name: 'line.test', input: { line: { lineId: main.lineId }, password: null, echoNumber: '' } }])
  const steps = failing.steps.map((one, at) => ({
    ...one,
    state: at === 0 ? ('running' as const) : ('waiting' as const),
    finding: null,
  }))
  await tell('lines', { ...two.lines, test: { ...failing, running: true, steps } })
  await page.getByRole('button', { name: 'Stop the test' }).click()
  await expect.poll(asked).toContainEqual({ name: 'line.testStop', input: {} })

  const ended = failing.steps.map((one) =>
    one.step === 'tls' ? { ...one, state: 'failed' as const, finding: expired, tookMs: 40 } : one,
  )
  await tell('lines', { ...two.lines, test: { ...failing, steps: ended } })
  const list = page.getByRole('region', { name: 'Test this line' })
  await expect(list.getByText('The certificate ran out on 2026-10-03.')).toBeVisible()
  await expect(list.getByText('Ask them to renew it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Test again' })).toBeVisible()
})

for (const [width, height] of [
  [1280, 720],
  [800, 600],
] as const)
  test(`a certificate that nobody vouches for is compared, chosen, tested at once and saved, at ${width} x ${height}`, async ({
    open,
  }) => {
    const { page, asked, tell } = await open(two)
    await page.setViewportSize({ width, height })
    await page.keyboard.press('l')
    await page.getByRole('button', { name: `Test (${main.name})` }).click()
    const steps = failing.steps.map((one) =>
      one.step === 'tls' ? { ...one, state: 'failed' as const, finding: selfSigned, tookMs: 40 } : one,
    )
    await tell('lines', { ...two.lines, test: { ...failing, steps, offered } })
    const shown = page.getByRole('region', { name: 'The certificate the server showed' })
    await expect(shown).toContainText(offered.fingerprint.slice(0, 23))
    await expect(shown).toContainText('by another way than this network')
    await shown.getByRole('button', { name: 'It is the same: trust it on this line' }).click()
    await expect.poll(asked).toMatchObject([
      { name: 'line.test', input: { line: { authority: null } } },
      { name: 'line.test', input: { line: { authority: offered } } },
    ])
    await tell('lines', { ...two.lines, test: { ...failing, steps: failing.steps } })
    const chosen = page.getByRole('region', { name: 'The certificate this line trusts' })
    await expect(chosen).toContainText('no other certificate')
    await page.getByRole('button', { name: 'Save and use this line' }).click()
    await expect.poll(asked).toContainEqual(
      expect.objectContaining({
        name: 'line.use',
        input: expect.objectContaining({ line: expect.objectContaining({ authority: offered }) }),
      }),
    )
  })

test('a line whose sound goes through TURN only needs such a server', async ({ open }) => {
  const { page, asked } = await open(two)
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Edit (${second.name})` }).click()
  await page.locator('.more > summary').click()
  await page.getByText('Sound through TURN only').click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('No TURN server stands above')).toBeVisible()
  expect(await asked()).toEqual([])
  await page.getByRole('button', { name: 'Add a server' }).click()
  await page.getByLabel('Address').fill('turns:turn.example.org:443')
  await page.getByLabel('TURN user').fill('relay')
  await page.getByLabel('TURN credential').fill('relay-secret')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(asked).toMatchObject([{ name: 'line.save', input: { line: { relayOnly: true } } }])
})

test('a chosen certificate is shown under More, and is given up there', async ({ open }) => {
  const trusting = { ...second, authority: offered }
  const { page, asked } = await open({ line: mainLine, lines: linesOf(main, {}, [trusting]) })
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Edit (${second.name})` }).click()
  const chosen = page.getByRole('region', { name: 'The certificate this line trusts' })
  await expect(chosen).toContainText(offered.name)
  await chosen.getByRole('button', { name: 'Trust it no more' }).click()
  await expect(chosen).toBeHidden()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(asked).toMatchObject([{ name: 'line.save', input: { line: { authority: null } } }])
})

test('how a password is kept is asked when one can be typed, and shown when it is known', async ({ open }) => {
  const lines = { ...two.lines, keeping: null }
  const { page, asked, tell } = await open(
    { ...two, lines },
    { answers: { 'line.askStorage': { ok: true, value: null } } },
  )
  await page.keyboard.press('l')
  await expect(page.getByRole('button', { name: 'Add a line' })).toBeVisible()
  expect(await asked()).toEqual([])
  await page.getByRole('button', { name: 'Add a line' }).click()
  await expect.poll(asked).toEqual([{ name: 'line.askStorage', input: {} }])
  await expect(page.getByText('This computer has no keyring')).toBeHidden()
  await tell('lines', { ...lines, keeping: 'weak' })
  await expect(page.getByText('This computer has no keyring')).toBeVisible()
})

test('a line whose password is in a keyring that has not answered says that it waits', async ({ open }) => {
  const entries = two.lines.entries.map((entry) => ({ ...entry, password: 'waiting' as const }))
  const { page } = await open({ ...two, lines: { ...two.lines, entries } })
  await page.keyboard.press('l')
  await expect(page.getByText('Waiting for this computer’s keyring')).toBeVisible()
})

test('without a keyring the rep is told, and chooses whether the password is stored all the same', async ({ open }) => {
  const { page, asked } = await open({ ...two, lines: { ...two.lines, keeping: 'weak' } })
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Edit (${main.name})` }).click()
  await expect(page.getByRole('radio', { name: /Ask me at each start/ })).toBeChecked()
  await page.getByText('Store it all the same').click()
  await page.getByLabel('Password', { exact: true }).fill('hunter2')
  await page.keyboard.press('Enter')
  await expect.poll(asked).toMatchObject([{ name: 'line.use', input: { password: 'hunter2', weakly: true } }])
})

const asking = {
  ...two,
  line: {
    ...mainLine,
    state: 'trouble',
    acceptedAt: null,
    registeredUntil: null,
    trouble: { code: 'line-password-needed', about: { user: '1001' } },
  },
} satisfies Partial<DeskState>

test('what is typed of a line is there again after Esc, is given up by a button, and is gone once it is saved', async ({
  open,
}) => {
  const { page } = await open(two, { answers: { 'line.use': { ok: true, value: null } } })
  const newLine = async () => {
    await page.keyboard.press('l')
    await page.keyboard.press('a')
  }
  const typed = { Name: 'Branch office', Server: 'wss://sip.example.net', User: '2002', Password: 'hunter2' }
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await newLine()
  for (const [name, text] of Object.entries(typed)) await field(name).fill(text)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await newLine()
  for (const [name, text] of Object.entries(typed)) await expect(field(name)).toHaveValue(text)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(field('Server')).toHaveValue('')
  await page.keyboard.press('Escape')
  await newLine()
  for (const name of ['Name', 'Server', 'User', 'Password']) await expect(field(name)).toHaveValue('')
  await expect(page.getByRole('button', { name: 'Discard' })).toHaveCount(0)
  for (const [name, text] of Object.entries(typed)) await field(name).fill(text)
  await page.getByRole('button', { name: 'Save and use this line' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await newLine()
  await expect(field('Server')).toHaveValue('')
})

test('a password that is not stored is asked for, and can be left for later', async ({ open }) => {
  const { page, asked } = await open(asking)
  await page.getByLabel('Password of 1001').fill('hunter2')
  await page.keyboard.press('Enter')
  await expect.poll(asked).toEqual([{ name: 'line.signIn', input: { lineId: main.lineId, password: 'hunter2' } }])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('what the registration is worth is said in full', async ({ open }) => {
  const trouble = { code: 'line-unreachable', about: { server: main.server } } as const
  const lost = { ...mainLine, state: 'trouble', registeredUntil: null, retryAt: now + 12_000, trouble } as const
  const { page } = await open({ ...two, line: lost })
  await page.getByRole('button', { name: 'Registration' }).click()
  const facts = page.getByRole('dialog', { name: 'Registration' })
  await expect(facts.getByText('at 14:37:00')).toBeVisible()
  await expect(facts.getByText('connects and registers again at 14:41:12')).toBeVisible()
})

for (const dark of [false, true]) {
  test(`axe finds nothing serious in the lines, and nothing is cut off in a small window: ${dark ? 'dark' : 'light'}`, async ({
    open,
  }) => {
    const steps = failing.steps.map((one) =>
      one.step === 'tls' ? { ...one, state: 'failed' as const, finding: expired } : one,
    )
    const lines = { ...two.lines, keeping: 'weak' as const, test: { ...failing, steps } }
    const { page } = await open({ ...two, lines }, { dark, width: 800, height: 600 })
    await page.keyboard.press('l')
    expect(await seriousIn(page)).toEqual([])
    await page.getByRole('button', { name: `Edit (${main.name})` }).click()
    await page.locator('.more > summary').click()
    expect(await seriousIn(page)).toEqual([])
    const wide = await page.locator('.modal').evaluate((modal) => modal.scrollWidth - modal.clientWidth)
    expect(wide).toBe(0)
    await expect(page.getByRole('button', { name: 'Save and use this line' })).toBeInViewport({ ratio: 1 })
  })
}

test('the practice line has no password to ask for', async ({ open }) => {
  const { page } = await open({ line: practiceLine })
  await page.keyboard.press('l')
  await expect(page.getByRole('region', { name: 'Practice line' }).getByText('in use', { exact: true })).toBeVisible()
})

test('a line that is told another server has its password typed again, and is not saved without', async ({ open }) => {
  const { page, asked } = await open(two)
  await page.keyboard.press('l')
  await page.getByRole('button', { name: `Edit (${main.name})` }).click()
  await page.getByLabel('Server', { exact: true }).fill('wss://elsewhere.example.com')
  await page.getByRole('button', { name: 'Save and use this line' }).click()
  await expect(page.getByText('Another server or user: type the password again.')).toBeVisible()
  expect(await asked()).not.toContainEqual(expect.objectContaining({ name: 'line.use' }))
  await page.getByLabel('Server', { exact: true }).fill(main.server)
  await page.getByRole('button', { name: 'Save and use this line' }).click()
  await expect.poll(asked).toContainEqual(expect.objectContaining({ name: 'line.use' }))
})

test('calls that were turned away unheard are told of, with who they were and why', async ({ open }) => {
  const { lineId } = main
  const refused = [
    { lineId, number: '+14165550188', name: 'Flood & Sons', why: 'too-often' as const, status: 486, reason: 'Busy Here', times: 40, lastAt: now }, // prettier-ignore
    { lineId, number: '', name: '', why: 'unreadable' as const, status: 400, reason: 'Bad From', times: 1, lastAt: now - 60_000 }, // prettier-ignore
  ]
  const { page } = await open({ ...two, lines: { ...two.lines, refused } })
  await page.keyboard.press('l')
  await page.getByText('Calls turned away unheard').click()
  const list = page.getByRole('list', { name: 'Calls turned away unheard' })
  await expect(list).toContainText('Called more often in a minute than anybody does')
  await expect(list).toContainText('40 times, last at')
  await expect(list).toContainText('The call could not be read (400 Bad From)')
  await expect(list.locator('bdi', { hasText: 'Flood & Sons' })).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
})
