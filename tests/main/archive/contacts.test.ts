import { describe, expect, it } from 'vitest'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { addTag, contactName, contactNumbers, contactTags, hasContact } from '../../../main/archive/contacts.ts'
import { contactCardSchema } from '../../../shared/contract/contact.ts'
import type { ContactId, PhoneNumberId } from '../../../shared/ids.ts'
import { addPerson, dialled, enrolPerson, furnish, monday, temporaryArchive } from '../../support/temporary-archive.ts'

const card = { now: monday, heard: () => false }

describe('a contact', () => {
  it('has a card that may cross to the desk', () => {
    const db = temporaryArchive()
    furnish(db)
    const jane = addPerson(db, 'jane', { name: 'Jane Adams', tags: ['prequalified', 'practice'] })
    enrolPerson(db, jane, 'Last resort')
    dialled(db, 'a', jane, monday)
    const found = contactCard(db, jane, card)
    expect(contactCardSchema.parse(found)).toEqual(found)
    expect(found).toMatchObject({
      name: 'Jane Adams',
      company: 'jane Ltd',
      timeZone: 'America/Toronto',
      tags: ['practice', 'prequalified'],
      cadence: {
        name: 'Last resort',
        tries: 0,
        maxTries: 20,
        messageRule: 'No message until 10 unanswered calls, then one',
      },
      attempts: [{ outcome: null }],
      next: null,
    })
  })

  it('that is not there has no card, and no name', () => {
    const db = temporaryArchive()
    const nobody = 'nobody' as ContactId
    expect(contactCard(db, nobody, card)).toBeNull()
    expect(hasContact(db, nobody)).toBe(false)
    expect(() => contactName(db, nobody)).toThrow(/no contact nobody/)
  })

  it('need not have a company', () => {
    const db = temporaryArchive()
    expect(contactName(db, addPerson(db, 'jane', { company: null }))).toEqual({ name: 'jane', company: null })
  })

  it('has its numbers in the order they were added, each once', () => {
    const db = temporaryArchive()
    const number = (id: string, digits: string, kind: 'direct' | 'main') => ({
      phoneNumberId: id as PhoneNumberId,
      number: digits,
      shown: digits,
      kind,
      keys: '',
      byName: '',
    })
    const numbers = [number('z', '+2', 'direct'), number('a', '+1', 'main'), number('b', '+2', 'main')]
    const jane = addPerson(db, 'jane', { numbers })
    expect(contactNumbers(db, jane)).toEqual([numbers[0], numbers[1]])
  })

  it('shares a number and a company with others', () => {
    const db = temporaryArchive()
    const company = { companyId: 'acme' as never, name: 'Acme' }
    const [jane, luis] = [addPerson(db, 'jane', { company }), addPerson(db, 'luis', { company })]
    expect([contactName(db, jane).company, contactName(db, luis).company]).toEqual(['Acme', 'Acme'])
    expect(db.prepare('SELECT count(*) FROM companies').pluck().get()).toBe(1)
  })

  it('has a tag once', () => {
    const db = temporaryArchive()
    const jane = addPerson(db, 'jane', { tags: ['lead card'] })
    addTag(db, jane, 'lead card')
    expect(contactTags(db, jane)).toEqual(['lead card'])
  })

  it('has a time zone that exists', () => {
    const db = temporaryArchive()
    expect(() => addPerson(db, 'jane', { timeZone: 'Mars/Olympus' })).toThrow(/not a time zone/)
    expect(hasContact(db, 'jane' as ContactId)).toBe(false)
  })
})
