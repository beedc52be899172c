import type { CallView } from '../../../shared/contract/bridge.ts'
import { call, contactId, now } from '../../support/desk-samples.ts'
import { axeFinds, expect, test } from './desk-test.ts'

const callId = call('talking').callId
const onHold: Partial<CallView> = { holding: true, held: true, heldAt: now - 42_000 }
const tom = {
  contactId: contactId('Tom Okafor'),
  name: 'Tom Okafor',
  company: 'Contoso',
  number: '+13125550102',
  shown: '+1 312 555 0102',
}
const found = { 'number.find': { ok: true, value: [tom] }, 'number.read': { ok: false, trouble: { code: 'number-unusable', about: {} } } } as const // prettier-ignore
const read = (name: string | null) =>
  ({
    ok: true,
    value: {
      number: '+12125550177',
      shown: '+1 212 555 0177',
      target: '+12125550177',
      keys: ',9',
      name,
      others: [],
      leftOut: '',
      emergency: false,
      asTyped: false,
    },
  }) as const

test('K lets them wait, and says so only when they have agreed', async ({ open }) => {
  const { page, asked, tell } = await open({ calls: [call('talking')] })
  await page.keyboard.press('k')
  await expect.poll(asked).toEqual([{ name: 'call.hold', input: { callId, held: true } }])
  await tell('calls', [call('talking', { holding: true })])
  await expect(page.getByText('Holding …', { exact: true })).toBeVisible()
  await tell('calls', [call('talking', onHold)])
  await expect(page.getByText('On hold since 0:42', { exact: true })).toBeVisible()
  await tell('now', now + 60_000)
  await expect(page.getByText('On hold since 1:42', { exact: true })).toBeVisible()
  // Nothing is dropped on whoever hears music: the one big button is to come back.
  await expect(page.getByRole('button', { name: /^Drop/ })).toHaveCount(0)
  await page.keyboard.press('k')
  await expect.poll(async () => (await asked()).at(-1)).toEqual({ name: 'call.hold', input: { callId, held: false } })
})

test('keys of the telephone are typed while the keypad is open, each of them, and are seen there', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] })
  await page.keyboard.press('j')
  await page.keyboard.type('12*2')
  await expect(page.getByLabel('Keys pressed')).toHaveText('12*2')
  await page.keyboard.type('7')
  await page.getByRole('button', { name: '#', exact: true }).click()
  await expect(page.getByLabel('Keys pressed')).toHaveText('12*27#')
  expect((await asked()).map(({ input }) => input)).toEqual(
    ['1', '2', '*', '2', '7', '#'].map((digits) => ({ callId, digits })),
  )
  expect(await axeFinds(page, '.popover')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // Closing the keypad hangs nobody up.
  expect((await asked()).some(({ name }) => name === 'call.hangUp')).toBe(false)
})

test('no key of the telephone is pressed for whoever waits or has not answered', async ({ open }) => {
  const { page, asked, tell } = await open({ calls: [call('talking', onHold)] })
  await page.keyboard.type('1')
  await tell('calls', [call('ringing')])
  await page.keyboard.type('2')
  await page.keyboard.press('k')
  await page.keyboard.press('u')
  expect(await asked()).toEqual([])
})

test('what is open over a call goes when it ends, and the keys of the desk work again', async ({ open }) => {
  const { page, asked, tell } = await open({ calls: [call('talking')] })
  await page.keyboard.press('j')
  await expect(page.getByRole('dialog')).toBeVisible()
  await tell('calls', [call('ended')])
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('a')
  await expect.poll(async () => (await asked()).at(-1)?.name).toBe('call.dial')
})

test('somebody whom a rule warns of is asked all the same once it is said why', async ({ open }) => {
  const contact = { ok: true, value: { contactId: tom.contactId, phoneNumberId: 'number-1', keys: '' } } as const
  const warned = { ok: false, trouble: { code: 'call-warned', about: { reason: 'It is late there' } } } as const
  const { page, asked } = await open(
    { calls: [call('talking', onHold)] },
    { answers: { ...found, 'number.contact': contact, 'call.dial': warned } },
  )
  await page.keyboard.press('u')
  await page.keyboard.type('tom')
  await expect(page.getByRole('radio', { name: 'Tom Okafor' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('It is late there')
  await page.getByLabel('Why go on?').fill('He asked for it')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await asked()).at(-1)).toMatchObject({ name: 'call.dial', input: { contactId: tom.contactId, overrideReason: 'He asked for it' } }) // prettier-ignore
})

test('a refusal of the far end is told under its button', async ({ open }) => {
  const trouble = { code: 'hold-refused', about: { reason: '488 Not Acceptable Here' } } as const
  const { page } = await open({ calls: [call('talking')] }, { answers: { 'call.hold': { ok: false, trouble } } })
  await page.getByRole('button', { name: 'Hold', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Your microphone stays closed until you open it.')
})

test('they are sent on to somebody found by name, at once or after they were asked', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] }, { answers: found })
  await page.keyboard.press('u')
  await page.keyboard.type('tom')
  await expect(page.getByRole('radio', { name: 'Tom Okafor' })).toBeChecked()
  expect(await axeFinds(page, '.popover')).toEqual([])
  await page.keyboard.press('Shift+Enter')
  const to = { kind: 'number', number: tom.number, name: tom.name }
  await expect.poll(async () => (await asked()).at(-1)).toEqual({ name: 'call.transfer', input: { callId, to } })
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('asked first: the one call waits, the other one is dialled', async ({ open }) => {
  const contact = { ok: true, value: { contactId: tom.contactId, phoneNumberId: 'number-1', keys: '' } } as const
  const { page, asked } = await open({ calls: [call('talking')] }, { answers: { ...found, 'number.contact': contact } })
  await page.keyboard.press('u')
  await page.keyboard.type('tom')
  await expect(page.getByRole('radio', { name: 'Tom Okafor' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await asked()).map(({ name }) => name).filter((name) => !name.startsWith('number.find') && name !== 'number.read'))
    .toEqual(['call.hold', 'number.contact', 'contact.show', 'call.dial']) // prettier-ignore
  expect((await asked()).at(-1)!.input).toMatchObject({ contactId: tom.contactId, phoneNumberId: 'number-1' })
})

test('with somebody waiting beside the call: back, connect the two, or merge, each by its key', async ({ open }) => {
  const waiting = call('talking', { ...onHold, name: 'Tom Okafor' })
  const { page, asked } = await open({ calls: [waiting, call('talking')] })
  const beside = page.getByLabel('Also in a call: Tom Okafor')
  await expect(beside).toContainText('On hold since 0:42')
  await page.keyboard.press('k')
  await page.keyboard.press('u')
  await page.keyboard.press('e')
  await expect.poll(asked).toEqual([
    { name: 'call.hold', input: { callId: waiting.callId, held: false } },
    { name: 'call.transfer', input: { callId: waiting.callId, to: { kind: 'call', callId } } },
    { name: 'call.merge', input: { callIds: [callId, waiting.callId] } },
  ])
  expect(await axeFinds(page)).toEqual([])
})

test('a transfer tells how it goes, and the ended call to whom', async ({ open }) => {
  const { page, tell } = await open({ calls: [call('talking', { ...onHold, transfer: { to: 'Tom Okafor', progress: 'ringing' } })] }) // prettier-ignore
  await expect(page.getByText('Transferring to Tom Okafor: ringing', { exact: true })).toBeVisible()
  await tell('calls', [call('ended', { answeredAt: now - 60_000, transfer: { to: 'Tom Okafor', progress: 'done' } })]) // prettier-ignore
  await expect(page.getByText('transferred to Tom Okafor')).toBeVisible()
})

test('a conference is split by the key that merged it', async ({ open }) => {
  const one = call('talking')
  const other = call('talking', { name: 'Tom Okafor', mergedWith: one.callId })
  const { page, asked } = await open({ calls: [{ ...one, mergedWith: other.callId }, other] })
  await expect(page.getByText('In a conference').first()).toBeVisible()
  await page.keyboard.press('e')
  await expect.poll(asked).toEqual([{ name: 'call.split', input: { callId } }])
})

test('a number is dialled as it is pasted, once it is shown what will be dialled', async ({ open }) => {
  const contact = { ok: true, value: { contactId: tom.contactId, phoneNumberId: 'number-1', keys: ',9' } } as const
  const answers = { 'number.read': read(null), 'number.contact': contact } as const
  const { page, asked } = await open({}, { answers })
  await page.keyboard.press('+')
  await page.keyboard.insertText('+1 (212) 555-0177,,9')
  await expect(page.getByText(/^Dials \+12125550177 on Practice line, then 9 when they have answered\./)).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await asked()).at(-1))
    .toMatchObject({
      name: 'call.dial',
      input: { contactId: tom.contactId, phoneNumberId: 'number-1', keys: ',9', sure: true },
    })
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a number that the system hands over waits in the field, and is not dialled', async ({ open }) => {
  const { page, asked, happens } = await open({}, { answers: { 'number.read': read('Tom Okafor') } })
  await happens('number.given', { written: 'tel:+1-212-555-0177' })
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue('tel:+1-212-555-0177')
  await expect(page.getByRole('button', { name: 'Call Tom Okafor' })).toBeVisible()
  expect((await asked()).some(({ name }) => name === 'call.dial' || name === 'number.contact')).toBe(false)
})

test('Enter in the empty field takes the number that was dialled last', async ({ open }) => {
  const { page } = await open({}, { answers: { 'number.last': read('Tom Okafor'), 'number.read': read('Tom Okafor') } })
  await page.keyboard.press('/')
  await expect(page.getByText('Enter takes the last one again')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue('+1 212 555 0177')
  await expect(page.getByRole('button', { name: 'Call Tom Okafor' })).toBeVisible()
})
