import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { QueueItem } from '../../../shared/contract/contact.ts'
import {
  call,
  card,
  contactId,
  desk,
  drop,
  followUp,
  items,
  leaving,
  now,
  recordings,
} from '../../support/desk-samples.ts'
import { axeFinds, expect, seriousIn, test } from './desk-test.ts'

const callId = call('talking').callId
const recordingId = recordings[0]!.recordingId
const jane = { contactId: contactId('Jane Adams'), phoneNumberId: null, callerId: { kind: 'shown' } }

test('Enter calls the contact that is shown', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('Enter')
  await expect.poll(asked).toEqual([{ name: 'call.dial', input: jane }])
})

test('a call is worked with the keys on its buttons', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] })
  await page.keyboard.press('m')
  await page.keyboard.press('d')
  await page.keyboard.press('Escape')
  await expect.poll(asked).toEqual([
    { name: 'call.mute', input: { callId, muted: true } },
    { name: 'call.drop', input: { callId, recordingId } },
    { name: 'call.hangUp', input: { callId } },
  ])
})

test('Enter does nothing to a call, and a held D drops once', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] })
  await page.keyboard.press('Enter')
  await page.keyboard.down('d')
  await page.keyboard.down('d')
  await page.keyboard.up('d')
  await expect.poll(asked).toEqual([{ name: 'call.drop', input: { callId, recordingId } }])
})

test('a button is down from the press until the call has moved, and says nothing twice', async ({ open }) => {
  const { page, asked, tell } = await open({ calls: [call('talking')] })
  const button = page.getByRole('button', { name: 'Mute' })
  await button.click()
  await expect(button).toHaveAttribute('data-busy', 'true')
  await button.click()
  await tell('calls', [call('talking', { muted: true })])
  await expect(page.getByRole('button', { name: 'Unmute' })).not.toHaveAttribute('data-busy')
  await expect(page.getByText('You are muted: Jane Adams cannot hear you.')).toBeVisible()
  expect(await asked()).toHaveLength(1)
})

test('after the drop the rep is free: Enter calls the next one while the message is being left', async ({ open }) => {
  const { page, asked, tell } = await open({ calls: [call('talking')] })
  await page.keyboard.press('d')
  await tell('calls', [leaving('Jane Adams', 'waiting')])
  await expect(page.getByText('1 message', { exact: true })).toBeVisible()
  await expect(page.getByText('waiting for the beep', { exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  const priya = { contactId: contactId('Priya Raman') }
  await expect.poll(asked).toEqual([
    { name: 'call.drop', input: { callId, recordingId } },
    { name: 'contact.show', input: priya },
    { name: 'call.dial', input: { ...priya, phoneNumberId: null, callerId: { kind: 'shown' } } },
  ])
})

test('a message in the bar is played now, taken back or hung up', async ({ open }) => {
  const waiting = leaving('Jane Adams', 'waiting')
  const { page, asked } = await open({ calls: [waiting] })
  await page.getByRole('button', { name: 'Play now (Jane Adams)' }).click()
  await page.keyboard.press('t')
  await page.keyboard.press('x')
  await expect.poll(asked).toEqual([
    { name: 'call.drop', input: { callId: waiting.callId, recordingId } },
    { name: 'call.takeBack', input: { callId: waiting.callId } },
    { name: 'call.hangUp', input: { callId: waiting.callId } },
  ])
})

test('a message that promises a call says so before it is left, and in the bar', async ({ open }) => {
  const promising = recordings.map((one, at) => ({ ...one, promisesFollowUp: at === 0 }))
  const { page, tell } = await open({ calls: [leaving('Hannah Weiss', 'waiting')], recordings: promising })
  await expect(page.getByLabel('Messages being left')).toContainText('promises a call this week')
  await expect(page.getByText('leaving it promises a call this week')).toBeVisible()
  await tell('recordings', recordings)
  await expect(page.getByText('promises a call this week')).toHaveCount(0)
})

test('a person who answers a call with an armed drop is seen at once, with Take back as the thing to do', async ({
  open,
}) => {
  const luis = { ...leaving('Luis Ferreira', 'waiting'), personAnsweredAt: now - 200 }
  const { page, asked } = await open({ calls: [leaving('Hannah Weiss', 'waiting'), luis] })
  const bar = page.getByLabel('Messages being left')
  await expect(bar.getByText('somebody answered')).toBeVisible()
  await expect(bar.locator('.message-name').first()).toHaveText('Luis Ferreira')
  await expect(bar.getByRole('button', { name: 'Take back (Luis Ferreira)' })).toHaveClass(/warn/)
  await expect(bar.getByRole('button', { name: 'Take back (Hannah Weiss)' })).toHaveClass(/link/)
  await page.keyboard.press('t')
  await expect.poll(asked).toEqual([{ name: 'call.takeBack', input: { callId: luis.callId } }])
  expect(await axeFinds(page)).toEqual([])
})

test('a screener is marked with Q, and Q says that the prospect has picked up', async ({ open }) => {
  const screener = { askedAt: now, announcementId: callId }
  const { page, asked, tell } = await open({ calls: [call('talking')] })
  await expect(page.getByRole('button', { name: 'Screening', exact: true })).toContainText('Q')
  await page.keyboard.press('q')
  await tell('calls', [call('talking', { screener })])
  const note = page.getByRole('region', { name: 'Screening assistant' })
  await expect(note).toContainText('Say your name and why you call, or hang up.')
  await expect(page.getByText('a screening assistant asks: starts when you press again')).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.press('q')
  await note.getByRole('button', { name: 'That was none' }).click()
  await expect.poll(asked).toEqual([
    { name: 'screener.mark', input: { callId } },
    { name: 'screener.pickedUp', input: { callId } },
    { name: 'screener.mistaken', input: { callId } },
  ])
})

test('a screener that asks into an armed drop is seen in the bar', async ({ open }) => {
  const luis = { ...leaving('Luis Ferreira', 'waiting'), screener: { askedAt: now, announcementId: callId } }
  const { page } = await open({ calls: [leaving('Hannah Weiss', 'waiting'), luis] })
  const bar = page.getByLabel('Messages being left')
  await expect(bar.getByText('screening assistant asks')).toBeVisible()
  await expect(bar.getByRole('button', { name: 'Take back (Luis Ferreira)' })).toHaveClass(/warn/)
})

test('the drop says that it starts at a beep only, once the rep has talked with somebody', async ({ open }) => {
  const { page } = await open({ calls: [call('talking', { personAnsweredAt: now, conversationAt: now })] })
  await expect(page.getByText('you talked with somebody: starts at a beep only')).toBeVisible()
})

test('a call that waits for the line is shown, nobody else is called meanwhile, and it can be called off', async ({
  open,
}) => {
  const queuedDial = { contactId: contactId('Marcus Bell'), name: 'Marcus Bell' }
  const { page, asked } = await open({ calls: [leaving('Hannah Weiss', 'playing', 3000)], queuedDial })
  const waits = page.getByLabel('The call that waits for the line')
  await expect(waits).toContainText(
    'This line allows one call at a time: Marcus Bell is called as soon as the message has been left.',
  )
  await expect(page.getByRole('button', { name: /^Call / })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(asked).toEqual([{ name: 'call.dialNot', input: {} }])
  await waits.getByRole('button', { name: 'Do not call' }).click()
  await expect.poll(async () => (await asked()).length).toBe(2)
  expect(await axeFinds(page)).toEqual([])
})

test('the keys of the bar work on the oldest message they can do something for', async ({ open }) => {
  const [playing, waiting] = [leaving('Hannah Weiss', 'playing', 3000), leaving('Marcus Bell', 'waiting')]
  const { page, asked } = await open({ calls: [playing, waiting] })
  await page.keyboard.press('p')
  await page.keyboard.press('t')
  await expect.poll(asked).toEqual([
    { name: 'call.drop', input: { callId: waiting.callId, recordingId } },
    { name: 'call.takeBack', input: { callId: playing.callId } },
  ])
})

test('the arrow keys go through who is next, and Enter calls where they stop', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Luis Ferreira')
  await page.getByRole('option', { name: /^Luis Ferreira/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hannah Weiss')
  await page.keyboard.press('Enter')
  await expect.poll(asked).toEqual([
    { name: 'contact.show', input: { contactId: contactId('Luis Ferreira') } },
    { name: 'contact.show', input: { contactId: contactId('Hannah Weiss') } },
    { name: 'call.dial', input: { ...jane, contactId: contactId('Hannah Weiss') } },
  ])
})

test('a letter pressed in the list is a key of the desk, not the start of a name', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] })
  await page.getByRole('option', { name: /^Jane Adams/ }).focus()
  await page.keyboard.press('m')
  await expect.poll(asked).toEqual([{ name: 'call.mute', input: { callId, muted: true } }])
  await expect(page.getByRole('option', { name: /^Jane Adams/ })).toBeFocused()
})

test('in the line dialog letters are letters, and Esc closes it and leaves the call alone', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] })
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Add a line' }).click()
  await page.getByLabel('Server').fill('')
  await page.getByLabel('Server').pressSequentially('dmc')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await asked()).toEqual([])
})

test('Esc in the list of recordings closes the list and leaves the call alone', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] })
  await page.getByRole('button', { name: /Message/ }).click()
  await page.getByRole('option', { name: 'Roundtable invite' }).focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option', { name: 'Roundtable invite' })).toBeHidden()
  expect(await asked()).toEqual([])
})

test('another recording can be chosen for the drop', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('ringing')] })
  await page.getByRole('button', { name: /Message/ }).click()
  await page.getByRole('option', { name: 'The audit checklist' }).click()
  await page.getByRole('button', { name: 'Drop “The audit checklist”' }).click()
  await expect.poll(asked).toEqual([{ name: 'call.drop', input: { callId, recordingId: recordings[1]!.recordingId } }])
})

test('where the cadence leaves no message, hanging up is the first choice and the drop the second', async ({
  open,
}) => {
  const why = ['Evening: 5 of 7 tries were mornings.', 'No message until 10 unanswered calls: 3 so far.']
  const silent = card('Jane Adams', { next: followUp({ recordingId: null, why }) })
  const { page, asked } = await open({ calls: [call('talking')], card: silent })
  await expect(page.locator('.call-panel .cadence-says')).toHaveText(`Commercial ${why[1]}`)
  await expect(page.locator('.dock .action.primary')).toHaveCount(0)
  const actions = page.locator('.dock .actions').getByRole('button')
  await expect(actions.nth(0)).toHaveAccessibleName('Hang up')
  await expect(actions.nth(1)).toHaveAccessibleName('Drop “The audit checklist” anyway')
  // A message that is chosen is wanted: it is the first choice again.
  await page.keyboard.press('r')
  await expect(page.locator('.dock .action.primary')).toHaveAccessibleName('Drop “Roundtable invite”')
  await expect(page.locator('.heard-before')).toContainText('heard this one on Fri 20 Nov')
  await page.keyboard.press('d')
  await expect.poll(asked).toEqual([{ name: 'call.drop', input: { callId, recordingId } }])
})

test('the call keeps its recording while the rep looks at somebody else, and Jane is one press back', async ({
  open,
}) => {
  const audit = recordings[1]!.recordingId
  const called = card('Jane Adams', { next: followUp({ recordingId: audit }) })
  const { page, asked } = await open({ calls: [call('talking')], card: called })
  await page.getByRole('option', { name: /^Luis Ferreira/ }).click()
  await expect(page.getByRole('button', { name: 'Back to Jane Adams' })).toBeVisible()
  await page.keyboard.press('d')
  await expect.poll(asked).toContainEqual({ name: 'call.drop', input: { callId, recordingId: audit } })
})

test('a wrong line is explained field by field; a right one is saved with its password', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Add a line' }).click()
  await page.getByLabel('Server').fill('http://pbx.example.com')
  await page.getByRole('button', { name: 'Save and use this line' }).click()
  await expect(page.getByText('This is not a server address.')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  expect(await asked()).toEqual([])

  await page.getByLabel('Name', { exact: true }).fill('Main line')
  await page.getByLabel('Server').fill('wss://pbx.example.com')
  await page.getByLabel('User', { exact: true }).fill('1001')
  await page.getByLabel('Password').fill('secret')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await asked()).toMatchObject([
    {
      name: 'line.use',
      input: { line: { kind: 'sip', server: 'wss://pbx.example.com', user: '1001' }, password: 'secret' },
    },
  ])
})

test('a line whose password this computer cannot keep is in use: the dialog closes, and a calm notice says so', async ({
  open,
}) => {
  const { page } = await open(
    {},
    { answers: { 'line.use': { ok: false, trouble: { code: 'secret-storage-missing', about: {} } } } },
  )
  await page.keyboard.press('l')
  await page.getByText('Sign in to it as somebody else').click()
  await page.getByLabel('Password').fill('hunter2')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const note = page.getByRole('alert').filter({ hasText: 'This computer has no keyring' })
  await expect(note).toHaveClass(/warn/)
  await note.getByRole('button', { name: 'Dismiss' }).click()
  await expect(note).toBeHidden()
})

test('a refused line keeps its dialog open, with the reason in it', async ({ open }) => {
  const { page } = await open(
    {},
    {
      answers: {
        'line.usePractice': { ok: false, trouble: { code: 'practice-failed', about: { reason: 'no port' } } },
      },
    },
  )
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Use the practice line' }).click()
  await expect(page.getByRole('dialog').getByText('The practice line could not start (no port).')).toBeVisible()
})

test('contacts that move to other places of the queue, and out of it, are drawn where they are now', async ({
  open,
}) => {
  const { page, tell } = await open()
  const counts = { promised: 1, callback: 1, now: 3, between: 1, later: 3, new: 1, none: 1 }
  const queueOf = (rows: QueueItem[]) => ({ ...desk().queue, items: rows, counts })
  const rowsOn = () =>
    page.getByRole('option').evaluateAll((all) => all.map((row) => row.querySelector('b')!.textContent))
  const sections = ['promised', 'callback', 'now', 'later', 'new', 'none'] as const
  // Each turn moves everybody by one place and by one section, and leaves one of them out.
  for (let turn = 1; turn <= items.length; turn += 1) {
    const moved = items
      .map((_, i) => items[(i + turn) % items.length]!)
      .slice(turn % 2)
      .map((item, i) => ({ ...item, section: sections[(i + turn) % sections.length]! }))
    await tell('queue', queueOf(moved))
    const drawn = sections.flatMap((section) =>
      moved.filter((item) => item.section === section).map(({ name }) => name),
    )
    await expect.poll(rowsOn).toEqual(drawn)
  }
  await tell('queue', queueOf([]))
  await expect(page.getByText('Nobody is waiting to be called.')).toBeVisible()
})

test('the practice line is one press away, and its password can be changed', async ({ open }) => {
  const { page, asked } = await open()
  await page.getByRole('button', { name: /Practice line/ }).click()
  await page.getByText('Sign in to it as somebody else').click()
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Use the practice line' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await asked()).toMatchObject([
    { name: 'line.use', input: { line: { kind: 'practice', server: '', user: 'rep' }, password: 'wrong' } },
    { name: 'line.usePractice', input: {} },
  ])
})

test('a refused call says its sentence under the button', async ({ open }) => {
  const { page } = await open(
    {},
    { answers: { 'call.dial': { ok: false, trouble: { code: 'line-not-registered', about: {} } } } },
  )
  await page.getByRole('button', { name: 'Call Jane Adams' }).click()
  await expect(page.locator('.dock').getByText('The line is not registered, so this call did not leave.')).toBeVisible()
})

test('a refused microphone is told on the call that ended, and the same call is offered again', async ({ open }) => {
  const trouble = { code: 'microphone-refused', about: {} } as const
  const refused = call('ended', { answeredAt: null, rangAt: null, endedBy: 'network', trouble })
  const { page } = await open({ calls: [refused] })
  await expect(page.getByText('The microphone is blocked for Afterbeep.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Call Jane Adams', exact: true })).toBeVisible()
})

test('what a practice voicemail heard can be listened to', async ({ open }) => {
  const { page } = await open()
  await page.keyboard.press('h')
  await expect(page.locator('audio')).toHaveAttribute('src', /^\/heard\/.*\.wav$/)
  await expect(page.locator('audio')).toHaveCount(0, { timeout: 10_000 })
})

test('a call is said to a screen reader as it moves', async ({ open }) => {
  const { page, tell } = await open({ calls: [call('dialling')] })
  await expect(page.getByRole('status')).toHaveText('Jane Adams: Dialling')
  await tell('calls', [call('talking')])
  await expect(page.getByRole('status')).toHaveText('Jane Adams: Answered, listening for the beep')
})

test('a button that goes away leaves the focus at the name', async ({ open }) => {
  const { page, tell } = await open()
  await page.getByRole('button', { name: 'Call Jane Adams' }).focus()
  await page.keyboard.press('Enter')
  await tell('calls', [call('dialling')])
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

const long = 'Wilhelmina Featherstonehaugh-Cholmondeley van der Linden III '.repeat(4).slice(0, 200)
for (const [width, height] of [
  [800, 600],
  [1280, 800],
  [1600, 1000],
] as const) {
  test(`nothing is wider than the window at ${width} by ${height}, with names of 200 letters`, async ({ open }) => {
    const { page } = await open(
      {
        card: card(long, { company: long, title: long, place: long }),
        calls: [call('talking', { name: long, contactId: contactId(long) }), leaving(long, 'waiting')],
        queue: { ...desk().queue, items: items.map((item) => ({ ...item, name: long, company: long, why: long })) },
        recordings: recordings.map((recording) => ({ ...recording, name: long })),
      },
      { width, height },
    )
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('button, h1, p, b, li, canvas')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.unseen'))
        .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`),
    )
    expect(tooWide).toEqual([])
    for (const name of [/^Drop/, 'Hang up', 'Mute']) {
      await expect(page.getByRole('button', { name, exact: true }).first()).toBeInViewport({ ratio: 1 })
    }
  })
}

const states: Record<string, Partial<DeskState>> = {
  idle: {},
  'in a call': { calls: [call('talking', { muted: true }), leaving('Hannah Weiss', 'playing', 3000)] },
  ended: {
    calls: [call('ended', { drop: drop({ startedAt: now, startReason: 'beep', playedMs: 11_200, whole: true }) })],
  },
  troubled: {
    line: { ...desk().line, state: 'trouble', trouble: { code: 'line-refused-password', about: { user: 'rep' } } },
    notice: { code: 'archive-full', about: {} },
  },
}
for (const [name, state] of Object.entries(states)) {
  for (const dark of [false, true]) {
    test(`axe finds nothing serious: ${name}, ${dark ? 'dark' : 'light'}`, async ({ open }) => {
      const { page } = await open(state, { dark })
      expect(await seriousIn(page)).toEqual([])
      if (name !== 'troubled') return
      await page.keyboard.press('l')
      await page.getByRole('button', { name: 'Add a line' }).click()
      await page.getByRole('button', { name: 'Save and use this line' }).click()
      expect(await seriousIn(page)).toEqual([])
    })
  }
}
