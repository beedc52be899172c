import { describe, expect, it } from 'vitest'
import { contactHandlers } from '../../../main/contact/contact-handlers.ts'
import { openMerges } from '../../../main/contact/merge-contacts.ts'
import { contactWords } from '../../../main/archive/contact-words.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { makeDefaultCadence } from '../../../main/archive/cadences.ts'
import { contactNumbers } from '../../../main/archive/contacts.ts'
import { addDoNotCall } from '../../../main/archive/do-not-call.ts'
import { putLineInUse } from '../../../main/archive/lines.ts'
import type { AppContext } from '../../../main/app-context.ts'
import type { ContactWords } from '../../../shared/contract/contact-words.ts'
import type { CadenceId, ContactId, PhoneNumberId } from '../../../shared/ids.ts'
import { handMadeApp, ownLine } from '../../support/hand-made-app.ts'
import { addPerson, dialled, enrolPerson, minute, monday, practiceLine } from '../../support/temporary-archive.ts'

function office() {
  const { app: made } = handMadeApp({ line: ownLine, now: () => monday })
  putLineInUse(made.archive, { ...practiceLine, region: 'US' })
  const app = { ...made, merges: openMerges() } as AppContext
  const card = (id: string) => contactCard(app.archive, id as ContactId, { now: monday, heard: () => false })
  return { app, archive: app.archive, ask: contactHandlers(app), card }
}
const words = (more: Partial<ContactWords> = {}): ContactWords => ({
  name: 'Jane Adams', company: 'Brightwater', title: 'CFO', email: 'jane@brightwater.example',
  numbers: [{ phoneNumberId: null, written: '(212) 555-0188', kind: 'mobile' }],
  tags: 'Prequalified, lead card', timeZone: '', region: '', about: 'Met in Lisbon', dealValue: '',
  referrer: '', ...more,
}) // prettier-ignore

describe('a contact', () => {
  it('keeps what a deal would be worth, and who gave the rep the name', async () => {
    const { app, ask, card } = office()
    const answer = await ask['contact.write']({
      contactId: null,
      words: words({ dealValue: '$25,000', referrer: 'Omar Haddad' }),
    })
    if (!answer.ok) throw new Error(answer.trouble.code)
    const { contactId } = answer.value
    expect(card(contactId)).toMatchObject({ dealValue: 25_000, referrer: 'Omar Haddad' })
    expect(contactWords(app.archive, contactId)).toMatchObject({ dealValue: '25000', referrer: 'Omar Haddad' })
    expect(await ask['contact.write']({ contactId, words: words({ dealValue: 'a lot' }) })).toMatchObject({
      trouble: { code: 'contact-unusable', about: { reason: '“a lot” is no amount like 25000 or 5k' } },
    })
  })

  it('without a value of their own is worth what their company is', async () => {
    const { app, ask, card } = office()
    const answer = await ask['contact.write']({ contactId: null, words: words() })
    if (!answer.ok) throw new Error(answer.trouble.code)
    app.archive.exec(`UPDATE companies SET deal_value = 4000`)
    expect(card(answer.value.contactId)?.dealValue).toBe(4000)
  })

  it('that is typed in is put on the cadence of new contacts, and one that was there is not', async () => {
    const { app, ask, card } = office()
    const known = addPerson(app.archive, 'known')
    makeDefaultCadence(app.archive, 'commercial' as CadenceId)
    const answer = await ask['contact.write']({ contactId: null, words: words() })
    if (!answer.ok) throw new Error(answer.trouble.code)
    expect(card(answer.value.contactId)).toMatchObject({ cadence: { name: 'Commercial' }, next: { kind: 'call' } })
    await ask['contact.write']({ contactId: known, words: words() })
    expect(card(known)?.cadence).toBeNull()
    makeDefaultCadence(app.archive, null)
    const other = await ask['contact.write']({ contactId: null, words: words({ name: 'Omar Haddad', numbers: [] }) })
    expect(other.ok && card(other.value.contactId)?.cadence).toBeNull()
  })

  it('is added by hand, with its number in E.164 and its zone by the number', async () => {
    const { ask, card } = office()
    const answer = await ask['contact.write']({ contactId: null, words: words() })
    if (!answer.ok) throw new Error(answer.trouble.code)
    expect(card(answer.value.contactId)).toMatchObject({
      name: 'Jane Adams',
      company: 'Brightwater',
      timeZone: 'America/New_York',
      tags: ['lead card', 'prequalified'],
      numbers: [{ number: '+12125550188', kind: 'mobile' }],
    })
    expect(await ask['contacts.search']({ text: 'lisbon' })).toMatchObject({
      value: { found: [{ name: 'Jane Adams' }] },
    })
  })

  it('keeps the ids of numbers that stay, in a new order, and loses one that goes', async () => {
    const { archive, ask } = office()
    addPerson(archive, 'jane')
    const [old] = contactNumbers(archive, 'jane' as ContactId)
    const numbers: ContactWords['numbers'] = [
      { phoneNumberId: null, written: '+44 7700 900123', kind: 'home' },
      { phoneNumberId: old!.phoneNumberId, written: old!.shown, kind: 'main' },
    ]
    await ask['contact.write']({ contactId: 'jane' as ContactId, words: words({ numbers }) })
    expect(contactNumbers(archive, 'jane' as ContactId)).toMatchObject([
      { number: '+447700900123', kind: 'home' },
      { phoneNumberId: old!.phoneNumberId, number: old!.number, kind: 'main' },
    ])
    await ask['contact.write']({ contactId: 'jane' as ContactId, words: words({ numbers: [numbers[0]!] }) })
    expect(contactNumbers(archive, 'jane' as ContactId)).toHaveLength(1)
  })

  it.each([
    [{ name: ' ', company: '' }, 'contact-unusable'],
    [{ email: 'jane at home' }, 'contact-unusable'],
    [{ timeZone: 'Mars' }, 'contact-unusable'],
    [{ numbers: [{ phoneNumberId: null, written: 'call me', kind: 'direct' as const }] }, 'number-refused'],
  ])('is not saved with %j', async (more, code) => {
    expect(await office().ask['contact.write']({ contactId: null, words: words(more) })).toMatchObject({
      ok: false,
      trouble: { code },
    })
  })

  it('that is being typed is there again until it is saved', async () => {
    const { archive, ask } = office()
    addPerson(archive, 'jane')
    const contactId = 'jane' as ContactId
    await ask['contact.keepDraft']({ contactId, words: words({ title: 'half a ti' }) })
    expect(await ask['contact.words']({ contactId })).toMatchObject({
      value: { draft: { words: { title: 'half a ti' } } },
    })
    expect(await ask['contact.words']({ contactId: null })).toMatchObject({ value: { draft: null } })
    await ask['contact.write']({ contactId, words: words() })
    expect(await ask['contact.words']({ contactId })).toMatchObject({ value: { draft: null, words: { title: 'CFO' } } })
  })

  it('is found by its number, or made when a number is called that nobody has', async () => {
    const { archive, ask, card } = office()
    addPerson(archive, 'jane')
    expect(await ask['contacts.search']({ text: '416 555-01' })).toMatchObject({ value: { found: [{ name: 'jane' }] } })
    expect(await ask['contact.forNumber']({ written: '416-555-0101' })).toEqual({
      ok: true,
      value: { contactId: 'jane' },
    })
    const made = await ask['contact.forNumber']({ written: '212 555 0188' })
    expect(made.ok && card(made.value.contactId)?.name).toBe('+1 212 555 0188')
  })
})

describe('a merge', () => {
  function two() {
    const all = office()
    const { archive } = all
    addPerson(archive, 'jane', { title: '' })
    addPerson(archive, 'jenny', {
      title: 'CFO',
      email: 'jenny@x.example',
      tags: ['prequalified'],
      numbers: [
        { phoneNumberId: 'n1' as PhoneNumberId, number: '+14165550101', shown: '+1 416 555 0101', kind: 'direct' },
        { phoneNumberId: 'n2' as PhoneNumberId, number: '+12125550188', shown: '+1 212 555 0188', kind: 'mobile' },
      ],
    })
    enrolPerson(archive, 'jane' as ContactId, 'Commercial')
    enrolPerson(archive, 'jenny' as ContactId, 'Last resort')
    dialled(archive, 'call-1', 'jane' as ContactId, monday)
    dialled(archive, 'call-2', 'jenny' as ContactId, monday + minute, { phoneNumberId: 'n1' as PhoneNumberId })
    archive
      .prepare(
        `INSERT INTO follow_ups (follow_up_id, contact_id, kind, promise, due_at, due_until, hidden, why)
         VALUES ('f1', 'jane', 'call', 0, 1, 2, 0, '[]'), ('f2', 'jenny', 'call', 1, 5, 6, 0, '["Promised."]')`,
      )
      .run()
    addDoNotCall(archive, {
      entryId: 'd1', kind: 'person', subject: 'jenny', shown: 'jenny', addedAt: monday, why: '', source: 'rep',
    }) // prettier-ignore
    return all
  }
  const ids = { keptId: 'jane' as ContactId, otherId: 'jenny' as ContactId }

  it('keeps attempts, numbers, tags and the promise of both, and nobody who asked not to be called is lost', async () => {
    const { archive, ask, card } = two()
    expect(await ask['contact.merge'](ids)).toEqual({ ok: true, value: null })
    expect(card('jenny')).toBeNull()
    expect(card('jane')).toMatchObject({
      title: 'CFO',
      tags: ['prequalified'],
      numbers: [{ number: '+14165550101' }, { number: '+12125550188' }],
      attempts: [{}, {}],
      next: { promise: true, followUpId: 'f2' },
      doNotCall: [{ kind: 'person' }],
    })
    const running = archive.prepare(`SELECT count(*) AS n FROM enrolments WHERE stopped_at IS NULL`).get()
    expect(running).toEqual({ n: 1 })
    expect(archive.pragma('foreign_key_check')).toEqual([])
  })

  it('is undone to the last row', async () => {
    const { archive, ask } = two()
    const tables = ['contacts', 'phone_numbers', 'contact_tags', 'enrolments', 'follow_ups', 'attempts', 'do_not_call']
    const rows = () => tables.map((table) => archive.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all())
    const before = rows()
    await ask['contact.merge'](ids)
    expect(await ask['contact.undoMerge']({})).toEqual({ ok: true, value: { contactId: 'jenny' } })
    expect(rows()).toEqual(before)
    expect(archive.pragma('foreign_key_check')).toEqual([])
    expect(await ask['contacts.search']({ text: 'jenny' })).toMatchObject({ value: { found: [{ name: 'jenny' }] } })
  })

  it('is not undone when something has happened since', async () => {
    const { archive, ask, card } = two()
    await ask['contact.merge'](ids)
    dialled(archive, 'call-3', ids.keptId, monday + 2 * minute)
    expect(await ask['contact.undoMerge']({})).toMatchObject({ ok: false, trouble: { code: 'merge-too-late' } })
    expect(card('jane')?.attempts).toHaveLength(3)
  })
})

it('a company has its people with their last attempt and next step, whoever is due first', async () => {
  const { archive, ask } = office()
  const company = { companyId: 'co' as never, name: 'Brightwater' }
  addPerson(archive, 'ann', { company })
  addPerson(archive, 'bob', { company, numbers: [] })
  dialled(archive, 'call-1', 'ann' as ContactId, monday)
  archive
    .prepare(
      `INSERT INTO follow_ups (follow_up_id, contact_id, kind, promise, due_at, due_until, hidden, why)
       VALUES ('f1', 'bob', 'letter', 0, 1, 2, 0, '["Third letter."]')`,
    )
    .run()
  expect(await ask['company.show']({ contactId: 'ann' as ContactId })).toMatchObject({
    value: {
      name: 'Brightwater',
      people: [
        { name: 'bob', number: null, attempts: 0, last: null, next: { kind: 'letter', why: 'Third letter.' } },
        { name: 'ann', attempts: 1, last: { at: monday, outcome: null }, next: null },
      ],
    },
  })
  expect(await ask['company.value']({ companyId: 'co' as never, dealValue: 25_000 })).toEqual({ ok: true, value: null })
  expect(await ask['company.show']({ contactId: 'ann' as ContactId })).toMatchObject({ value: { dealValue: 25_000 } })
  expect(contactCard(archive, 'bob' as ContactId, { now: monday, heard: () => false })).toMatchObject({
    dealValue: 25_000,
  })
  expect(await ask['company.value']({ companyId: 'no' as never, dealValue: 1 })).toMatchObject({
    trouble: { code: 'company-none' },
  })
  addPerson(archive, 'carl', { company: null })
  expect(await ask['company.show']({ contactId: 'carl' as ContactId })).toMatchObject({
    trouble: { code: 'company-none' },
  })
})
