import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { attemptsOf } from '../../main/archive/attempts.ts'
import { complianceLog } from '../../main/archive/compliance-log.ts'
import { correctPlace, noteConsent } from '../../main/archive/contacts.ts'
import { addDoNotCall, doNotCallEntry, listDoNotCall, removeDoNotCall } from '../../main/archive/do-not-call.ts'
import { enrolmentOf } from '../../main/archive/enrolments.ts'
import { nextFollowUpOf } from '../../main/archive/follow-ups.ts'
import { saveLine } from '../../main/archive/lines.ts'
import type { Archive } from '../../main/archive/open.ts'
import { openCallerIdTestCall } from '../../main/archive/caller-id-test-calls.ts'
import { checkOnLine } from '../../main/call/check-call.ts'
import { dialContact } from '../../main/call/dial-contact.ts'
import { dropRecording } from '../../main/call/drop-recording.ts'
import { exportComplianceLog } from '../../main/compliance/export-compliance-log.ts'
import { forbidCalls, recordDoNotCall } from '../../main/compliance/forbid-calls.ts'
import { writeListFile } from '../../main/compliance/national-list/list-file.ts'
import { readPolicy } from '../../main/compliance/read-policy.ts'
import { recordAttempt } from '../../main/call/record-attempt.ts'
import type { CallId, ContactId, PhoneNumberId, RecordingId } from '../../shared/ids.ts'
import type { CallCheck } from '../../shared/contract/call-check.ts'
import { handMadeApp, ownLine, type HandMadeApp } from '../support/hand-made-app.ts'
import { must } from '../support/must.ts'
import {
  addPerson,
  countedIds,
  dialled,
  enrolPerson,
  furnish,
  messageLeft,
  minute,
  monday,
  practiceLine,
  rangOut,
  talked,
  temporaryArchive,
  temporaryFolder,
} from '../support/temporary-archive.ts'

/** Monday, 10:00 in New York. */
const morning = DateTime.fromISO('2026-11-23T10:00', { zone: 'America/New_York' }).toMillis()
const night = morning + 12 * 60 * minute

/** Somebody in New York, on a mobile unless another kind is said. */
function addNewYorker(
  db: Archive,
  key: string,
  number = '+12125550101',
  kind: 'mobile' | 'main' = 'mobile',
): ContactId {
  return addPerson(db, key, {
    timeZone: 'America/New_York',
    numbers: [{ phoneNumberId: `number-${key}` as PhoneNumberId, number, shown: number, kind }],
  })
}

function appAt(at: number, known: Partial<Parameters<typeof handMadeApp>[0]> = {}) {
  const made = handMadeApp({ line: ownLine, now: () => at, ...known })
  const jane = addNewYorker(made.app.archive, 'jane')
  return { ...made, jane }
}

function dialOf({ app }: HandMadeApp, contactId: ContactId, request: object = {}) {
  return dialContact(app, { contactId, phoneNumberId: null, ...request })
}

const checkOf = ({ app }: HandMadeApp, contactId: ContactId, request: object = {}): CallCheck =>
  must(checkOnLine(app, { contactId, phoneNumberId: null, ...request }))

const verdicts = ({ answers }: CallCheck['call']) =>
  Object.fromEntries(answers.filter(({ verdict }) => verdict !== 'allowed').map(({ rule, verdict }) => [rule, verdict]))

describe('before a call', () => {
  it('takes this computer’s country for a line’s that is not said, but for what an emergency number is', () => {
    const line = { ...ownLine, region: '', mainNumber: '' }
    const made = appAt(morning, { line, region: 'DE' })
    const hidden = checkOf(made, made.jane, { callerId: { kind: 'hidden' } }).call.answers
    expect(hidden.filter(({ verdict }) => verdict === 'warn').map(({ source }) => source)).toContainEqual(
      expect.stringContaining('TDDDG'),
    )
    const help = addNewYorker(made.app.archive, 'help', '999')
    expect(checkOf(made, help, { callerId: { kind: 'hidden' } })).toMatchObject({ emergency: true, call: { answers: [] } }) // prettier-ignore
  })

  it('says what would happen, and nothing happens', () => {
    const made = appAt(morning)
    const check = checkOf(made, made.jane, { callerId: { kind: 'hidden' } })
    expect(check).toMatchObject({
      number: '+12125550101',
      suggested: { kind: 'shown' },
      callerId: { kind: 'hidden' },
      target: '+12125550101',
      inWords: 'Hidden number requested: asked by an anonymous From and Privacy: id.',
      impossible: null,
      emergency: false,
      needsReason: true,
    })
    expect(verdicts(check.call)).toEqual({ 'hidden-number': 'warn' })
    expect(check.call.answers.find(({ verdict }) => verdict === 'warn')?.instead).toBe('Show +1 212 555 0000 instead.')
    expect(verdicts(check.drop)).toEqual({ 'recorded-message': 'warn' })
    expect([made.dialled, attemptsOf(made.app.archive, made.jane)]).toEqual([[], []])
  })

  it('suggests to hide where the cadence or the line has it so, and the line can', () => {
    const byLine = appAt(morning, { line: { ...ownLine, hideByDefault: true } })
    expect(checkOf(byLine, byLine.jane).suggested).toEqual({ kind: 'hidden' })
    const cannot = appAt(morning, { line: { ...ownLine, hideByDefault: true, hideMethod: { kind: 'none' } } })
    expect(checkOf(cannot, cannot.jane).suggested).toEqual({ kind: 'shown' })
  })

  it('says that a line cannot hide, and what to do instead', () => {
    const made = appAt(morning, { line: { ...ownLine, hideMethod: { kind: 'none' } } })
    const request = { callerId: { kind: 'hidden' } }
    expect(checkOf(made, made.jane, request).impossible?.instead).toBe('Show the main number instead.')
    expect(dialOf(made, made.jane, request)).toMatchObject({ ok: false, trouble: { code: 'call-refused' } })
    expect(made.dialled).toEqual([])
  })

  it.each(['2125550199', 'sip:+12125550199@provider.example'])('knows the number written as %s', (written) => {
    const made = appAt(morning)
    const sam = addNewYorker(made.app.archive, 'sam', written)
    must(forbidCalls(made.app.archive, { kind: 'number', number: '(212) 555-0199', country: 'US' }, because('rep')))
    expect(verdicts(checkOf(made, sam).call)).toEqual({ 'do-not-call': 'refuse' })
  })

  it('goes by what the rep knows better than the number', () => {
    const made = appAt(night)
    expect(verdicts(checkOf(made, made.jane).call)).toEqual({ 'calling-hours': 'warn' })
    correctPlace(made.app.archive, made.jane, { region: 'GB', timeZone: 'Europe/London' })
    expect(verdicts(checkOf(made, made.jane).call)).toEqual({})
    expect(() => correctPlace(made.app.archive, made.jane, { region: 'gb', timeZone: 'Europe/London' })).toThrow()
  })

  it('counts the calls of a day, but not those that never rang', () => {
    const made = appAt(morning)
    const { archive } = made.app
    const sources = { now: morning, random: () => 0.5, newId: countedIds() }
    for (const index of [1, 2]) {
      must(
        recordAttempt(
          archive,
          rangOut(dialled(archive, `a${index}`, made.jane, morning - index * 60 * minute)),
          sources,
        ),
      )
    }
    const failedCall = dialled(archive, 'b', made.jane, morning - 5 * minute)
    must(recordAttempt(archive, { ...failedCall, phase: 'ended', endedAt: morning, endedBy: 'network' }, sources))
    dialled(archive, 'c', made.jane, morning - 25 * 60 * minute)
    expect(verdicts(checkOf(made, made.jane).call)).toEqual({})
    dialled(archive, 'd', made.jane, morning - minute)
    expect(verdicts(checkOf(made, made.jane).call)).toEqual({ attempts: 'warn' })
  })

  it('asks the national list, and says so when nobody can', () => {
    const made = appAt(morning)
    const folder = temporaryFolder()
    writeListFile(
      join(folder, 'draft'),
      { name: 'Registry', region: 'US', asOf: '', importedAt: monday },
      Float64Array.of(12_125_550_101),
    )
    must(made.app.nationalLists.at('us').replaceWith(join(folder, 'draft')))
    expect(verdicts(checkOf(made, made.jane).call)).toEqual({ 'national-list': 'refuse' })
    writeFileSync(join(folder, 'broken'), 'x')
    must(made.app.nationalLists.at('us').replaceWith(join(folder, 'broken')))
    expect(verdicts(checkOf(made, made.jane).call)).toEqual({ 'national-list': 'warn' })
  })
})

const because = (source: 'rep' | 'outcome') => ({ why: 'asked', source, now: morning, newId: countedIds() })

describe('a call', () => {
  it('that no rule minds is dialled as it was asked for', () => {
    const made = appAt(morning)
    must(dialOf(made, made.jane, { callerId: { kind: 'number', number: '+12125550000' } }))
    expect(made.dialled).toMatchObject([{ number: '+12125550101', presentation: { from: { number: '+12125550000' } } }])
    expect(attemptsOf(made.app.archive, made.jane)).toMatchObject([{ hidden: false }])
  })

  it('shows the number unless the request says otherwise, whatever the line would suggest', () => {
    const made = appAt(morning, { line: { ...ownLine, hideByDefault: true } })
    must(dialOf(made, made.jane))
    expect(made.dialled[0]!.presentation.asksFor).toEqual({ kind: 'shown' })
  })

  it('that a rule refuses is not made, whatever the reason given', () => {
    const made = appAt(morning)
    must(forbidCalls(made.app.archive, { kind: 'person', contactId: made.jane }, because('rep')))
    expect(dialOf(made, made.jane, { overrideReason: 'I want to' })).toMatchObject({
      ok: false,
      trouble: { code: 'call-refused', about: { reason: expect.stringContaining('jane is on your do-not-call list') } },
    })
    expect([made.dialled, attemptsOf(made.app.archive, made.jane)]).toEqual([[], []])
  })

  it('that a rule warns of is made with a reason, which is kept with what it stood against', () => {
    const made = appAt(night)
    const request = { callerId: { kind: 'hidden' } }
    expect(dialOf(made, made.jane, request)).toMatchObject({ ok: false, trouble: { code: 'call-warned' } })
    expect(dialOf(made, made.jane, { ...request, overrideReason: '   ' })).toMatchObject({ ok: false })
    expect(made.dialled).toEqual([])
    must(dialOf(made, made.jane, { ...request, overrideReason: 'She asked for tonight' }))
    expect(made.dialled[0]!.presentation.from).toBe('anonymous')
    const [entry] = complianceLog(made.app.archive, all, { limit: 10 }).entries
    expect(entry).toMatchObject({
      kinds: ['hidden', 'override'],
      callerId: 'hidden',
      askedBy: 'asked by an anonymous From and Privacy: id',
      overrideReason: 'She asked for tonight',
    })
    expect(entry!.overriddenRules.map(({ rule }) => rule)).toEqual(['calling-hours', 'hidden-number'])
  })

  it('on the practice line is warned of and made: nobody is called', () => {
    const made = appAt(night, { line: { ...practiceLine, hideMethod: { kind: 'prefix', prefix: '*67' } } })
    const check = checkOf(made, made.jane, { callerId: { kind: 'hidden' } })
    expect([check.call.verdict, check.needsReason]).toEqual(['warn', false])
    must(dialOf(made, made.jane, { callerId: { kind: 'hidden' } }))
    expect(made.dialled[0]!.presentation.target).toBe('*67+12125550101')
    expect(attemptsOf(made.app.archive, made.jane)).toMatchObject([{ hidden: true }])
  })

  it('for help passes every rule and is never hidden', () => {
    const policy = { organisation: 'Acme', rules: { 'calling-hours': 'refuse', 'hidden-number': 'forbid' } } as const
    const made = appAt(night, { policy })
    const { archive } = made.app
    const help = addNewYorker(archive, 'help', '911')
    must(forbidCalls(archive, { kind: 'person', contactId: help }, because('rep')))
    const check = checkOf(made, help, { callerId: { kind: 'hidden' } })
    expect([check.emergency, check.call.verdict, check.drop.verdict]).toEqual([true, 'allowed', 'allowed'])
    // A list may have put it there.
    expect(dialOf(made, help)).toMatchObject({ trouble: { code: 'emergency-unconfirmed' } })
    expect(made.dialled).toEqual([])
    must(dialOf(made, help, { callerId: { kind: 'hidden' }, sure: true }))
    expect(made.dialled[0]!.presentation).toMatchObject({ target: '911', from: 'own', headers: [] })
  })

  it('with a code before a number for help is refused, and says why', () => {
    const made = appAt(morning)
    const help = addNewYorker(made.app.archive, 'help', '*67911')
    expect(dialOf(made, help, { overrideReason: 'please' })).toMatchObject({
      ok: false,
      trouble: { code: 'call-refused', about: { instead: 'Dial 911 alone.' } },
    })
  })

  it('that the policy refuses cannot be made with a reason', () => {
    const made = appAt(night, { policy: { organisation: 'Acme', rules: { 'calling-hours': 'refuse' } } })
    expect(checkOf(made, made.jane).call.answers.find(({ verdict }) => verdict === 'refuse')?.locked).toBe(true)
    expect(dialOf(made, made.jane, { overrideReason: 'I must' })).toMatchObject({
      ok: false,
      trouble: { code: 'call-refused' },
    })
  })
})

describe('a drop', () => {
  const recordingId = 'introduction' as RecordingId

  function talking(made: HandMadeApp, contactId: ContactId, request: object = {}): CallId {
    const { callId } = must(dialOf(made, contactId, request))
    made.app.calls.move(callId!, { kind: 'answered', at: morning })
    made.app.calls.move(callId!, { kind: 'speechHeard', at: morning })
    return callId!
  }

  it('on what may be a mobile in the United States needs consent or a reason', async () => {
    const made = appAt(morning)
    const callId = talking(made, made.jane)
    const { app, commanded } = made
    expect(await dropRecording(app, { callId, recordingId })).toMatchObject({
      ok: false,
      trouble: { code: 'drop-warned' },
    })
    expect([app.calls.byId(callId)?.phase, commanded.includes('message.arm')]).toEqual(['talking', false])
    must(await dropRecording(app, { callId, recordingId, overrideReason: 'He said leave one' }))
    expect(app.calls.byId(callId)?.phase).toBe('waiting')
    const [entry] = complianceLog(app.archive, all, { limit: 10 }).entries
    expect(entry).toMatchObject({
      overrideReason: 'He said leave one',
      overriddenRules: [{ rule: 'recorded-message' }],
    })
  })

  it('with consent needs nothing', async () => {
    const made = appAt(morning)
    noteConsent(made.app.archive, made.jane, 'yes')
    must(await dropRecording(made.app, { callId: talking(made, made.jane), recordingId }))
    expect(complianceLog(made.app.archive, all, { limit: 10 }).entries).toEqual([])
  })

  it('against the will of the contact is refused', async () => {
    const made = appAt(morning)
    noteConsent(made.app.archive, made.jane, 'no')
    const callId = talking(made, made.jane)
    expect(await dropRecording(made.app, { callId, recordingId, overrideReason: 'but' })).toMatchObject({
      ok: false,
      trouble: { code: 'drop-refused' },
    })
    expect(made.app.calls.byId(callId)?.phase).toBe('talking')
  })

  it('takes the reason that was typed when it was dialled', async () => {
    const made = appAt(night)
    const callId = talking(made, made.jane, { overrideReason: 'She asked for tonight' })
    must(await dropRecording(made.app, { callId, recordingId }))
    const [entry] = complianceLog(made.app.archive, all, { limit: 10 }).entries
    expect(entry!.overrideReason).toBe('She asked for tonight')
    expect(entry!.overriddenRules.map(({ rule }) => rule)).toEqual(['calling-hours', 'recorded-message'])
  })

  it('is made on the practice line without being asked', async () => {
    const made = appAt(morning, { line: practiceLine })
    must(await dropRecording(made.app, { callId: talking(made, made.jane), recordingId }))
  })
})

const all = { from: null, until: null, kinds: ['hidden', 'override', 'drop'], contactId: null } as const satisfies Parameters<typeof complianceLog>[1] // prettier-ignore

describe('the local do-not-call list', () => {
  it('knows a person, a number and a company, and says which', () => {
    const db = temporaryArchive()
    furnish(db)
    const jane = addNewYorker(db, 'jane')
    const callee = { contactId: jane, number: '+12125550101', company: 'JANE ltd' }
    expect(doNotCallEntry(db, callee)).toBeNull()
    const newId = countedIds()
    const entry = { shown: 'it', addedAt: 1, why: 'asked', source: 'rep' } as const
    for (const [kind, subject] of [
      ['company', 'jane Ltd'],
      ['number', '+12125550101'],
      ['person', 'jane'],
    ] as const) {
      addDoNotCall(db, { ...entry, entryId: newId(), kind, subject })
      expect(doNotCallEntry(db, callee)?.kind).toBe(kind)
    }
    expect(doNotCallEntry(db, { contactId: 'sam' as ContactId, number: '+1', company: null })).toBeNull()
    expect(listDoNotCall(db, { text: '', limit: 10 }).entries.map(({ kind }) => kind)).toEqual([
      'person',
      'number',
      'company',
    ])
    addDoNotCall(db, {
      ...entry,
      entryId: 'x',
      kind: 'number',
      subject: '+14165550101',
      shown: '+1 416 555 0101',
      why: '5 % off',
    })
    const found = (text: string) => listDoNotCall(db, { text, limit: 10 }).entries.map(({ entryId }) => entryId)
    expect([found('4165550'), found('(416) 555'), found('5 %'), found('%'), found('416x')]).toEqual([
      ['x'],
      ['x'],
      ['x'],
      ['x'],
      ['x'],
    ])
    expect([found('99'), found('nobody')]).toEqual([[], []])
    expect(listDoNotCall(db, { text: 'ASKED', limit: 2 })).toMatchObject({ count: 3, entries: [{}, {}] })
    expect([removeDoNotCall(db, 'id-3'), removeDoNotCall(db, 'id-3')]).toEqual([true, false])
    expect(doNotCallEntry(db, callee)?.kind).toBe('number')
  })

  it('ends what was planned for whoever is put on it', () => {
    const { app } = appAt(morning)
    const db = app.archive
    const [sam, kim] = [addNewYorker(db, 'sam', '+12125550102'), addNewYorker(db, 'kim', '+12125550103')]
    for (const contactId of [sam, kim]) enrolPerson(db, contactId, 'Commercial')
    must(forbidCalls(db, { kind: 'company', contactId: sam }, because('rep')))
    expect(enrolmentOf(db, sam)?.stopped).toMatchObject({ reason: 'asked-not-to-be-called' })
    expect(enrolmentOf(db, kim)?.stopped).toBeNull()
    expect(nextFollowUpOf(db, sam)).toBeNull()
  })

  it('grows by the outcome of a call: the person, and the number unless it is a switchboard', () => {
    const { app } = appAt(morning)
    const db = app.archive
    const sources = { now: morning, random: () => 0.5, newId: countedIds() }
    for (const [key, kind, listed] of [
      ['sam', 'mobile', ['number', 'person']],
      ['kim', 'main', ['person']],
    ] as const) {
      const contactId = addNewYorker(db, key, `+1212555010${key.length + listed.length}`, kind)
      enrolPerson(db, contactId, 'Commercial')
      const call = talked(dialled(db, key, contactId, morning))
      expect(recordDoNotCall(db, call.attemptId, because('outcome'))).toMatchObject({ ok: false })
      must(recordAttempt(db, call, sources))
      expect(nextFollowUpOf(db, contactId)).not.toBeNull()
      const before = listDoNotCall(db, { text: '', limit: 10 }).entries.length
      must(recordDoNotCall(db, call.attemptId, { why: '', now: morning, newId: () => crypto.randomUUID() }))
      const added = listDoNotCall(db, { text: '', limit: 10 }).entries.slice(0, -before || undefined)
      expect(added.map((entry) => entry.kind).sort()).toEqual(listed)
      expect(attemptsOf(db, contactId)).toMatchObject([{ outcome: 'do-not-call' }])
      expect([nextFollowUpOf(db, contactId), enrolmentOf(db, contactId)?.stopped?.reason]).toEqual([
        null,
        'asked-not-to-be-called',
      ])
    }
  })
})

it('whoever asked on a number without its country is not called on it in full', () => {
  const { app } = appAt(morning)
  const db = app.archive
  saveLine(db, ownLine)
  const sam = addNewYorker(db, 'sam', '2125550199')
  const call = { ...talked(dialled(db, 'sam', sam, morning, { number: '2125550199' })), number: '2125550199' }
  must(recordAttempt(db, call, { now: morning, random: () => 0.5, newId: countedIds() }))
  must(recordDoNotCall(db, call.attemptId, { why: '', now: morning, newId: countedIds() }))
  const twin = { contactId: 'twin' as ContactId, number: '+12125550199', company: null }
  expect(doNotCallEntry(db, twin)?.kind).toBe('number')
})

describe('the compliance log', () => {
  function logged(): { db: Archive; jane: ContactId; sam: ContactId } {
    const db = temporaryArchive()
    furnish(db)
    const jane = addNewYorker(db, 'jane')
    const sam = addPerson(db, 'sam', { name: '=cmd|calc', company: null })
    const sources = { now: monday, random: () => 0.5, newId: countedIds() }
    const hidden = { presented: { asksFor: { kind: 'hidden' }, askedBy: 'asked by *67' } } as const
    const override = { reason: 'asked, "tonight"', rules: [{ rule: 'calling-hours', reason: 'Late.', source: 'Law' }] } as const // prettier-ignore
    must(recordAttempt(db, rangOut(dialled(db, 'hidden', jane, monday, hidden)), sources))
    must(recordAttempt(db, rangOut(dialled(db, 'plain', jane, monday + 1)), sources))
    must(recordAttempt(db, messageLeft(dialled(db, 'drop', sam, monday + 2), 'introduction'), sources))
    must(recordAttempt(db, rangOut(dialled(db, 'both', sam, monday + 3, { ...hidden, override })), sources))
    const shown = {
      presented: { asksFor: { kind: 'number', number: '+12125550000' }, askedBy: 'asked by From' },
    } as const
    must(recordAttempt(db, rangOut(dialled(db, 'number', jane, monday + 4, { ...shown, override })), sources))
    return { db, jane, sam }
  }
  const ids = (db: Archive, filter: object = {}, limit = 10) =>
    complianceLog(db, { ...all, ...filter }, { limit }).entries.map(({ attemptId }) =>
      (attemptId ?? 'trial').replace('attempt-', ''),
    )

  it('has every hidden call, override and drop, newest first, and nothing else', () => {
    const { db, jane, sam } = logged()
    expect(ids(db)).toEqual(['number', 'both', 'drop', 'hidden'])
    expect(ids(db, { kinds: ['hidden'] })).toEqual(['both', 'hidden'])
    expect(ids(db, { kinds: ['drop'] })).toEqual(['drop'])
    expect(ids(db, { kinds: ['override', 'drop'] })).toEqual(['number', 'both', 'drop'])
    expect(ids(db, { contactId: jane })).toEqual(['number', 'hidden'])
    expect(ids(db, { contactId: sam, kinds: ['hidden'] })).toEqual(['both'])
    expect(ids(db, { from: monday + 2, until: monday + 4 })).toEqual(['both', 'drop'])
    expect(complianceLog(db, all, { limit: 1 }).entries[0]).toMatchObject({
      kinds: ['override'],
      callerId: '+12125550000',
    })
  })

  it('is read page by page without leaving out a call or showing one twice', () => {
    const { db, jane } = logged()
    for (const key of ['x', 'y', 'z']) {
      const presented = { asksFor: { kind: 'hidden' }, askedBy: '' } as const
      dialled(db, key, jane, monday, { presented })
    }
    // In the same moment as three of the attempts.
    for (const number of ['1', '2'])
      openCallerIdTestCall(db, { callId: `trial-${number}` as CallId, number, askedBy: '', startedAt: monday })
    const seen: string[] = []
    let page = complianceLog(db, all, { limit: 2 })
    for (;;) {
      seen.push(...page.entries.map(({ attemptId, number }) => attemptId ?? number))
      if (!page.next) break
      page = complianceLog(db, all, { limit: 2, after: page.next })
    }
    expect(seen).toHaveLength(9)
    expect(new Set(seen).size).toBe(9)
  })

  it('is exported as a file that no spreadsheet runs', async () => {
    const { db } = logged()
    const path = join(temporaryFolder(), 'log.csv')
    writeFileSync(path, 'older')
    expect(await exportComplianceLog(db, { ...all, from: monday + 2, until: monday + 4 }, path)).toEqual({ ok: true, value: 2 }) // prettier-ignore
    expect(readFileSync(path, 'utf8').split('\r\n')).toEqual([
      '\uFEFFstarted (UTC),contact,company,number,what,caller ID requested,asked by,override reason,overridden rules,recording,outcome',
      `2026-11-23T15:00:00.003Z,'=cmd|calc,,'+14165550101,hidden override,hidden,asked by *67,"asked, ""tonight""",calling-hours: Late. (Law),,no-answer`,
      `2026-11-23T15:00:00.002Z,'=cmd|calc,,'+14165550101,drop,shown,,,,Introduction,voicemail-dropped`,
      '',
    ])
  })
})

describe('a policy file', () => {
  const read = (text: string | null) => {
    const path = join(temporaryFolder(), 'policy.json')
    if (text !== null) writeFileSync(path, text)
    return readPolicy(path)
  }
  it('need not be there', () => {
    expect(read(null)).toEqual({ policy: null, trouble: null })
  })
  it('is read', () => {
    const policy = { organisation: 'Acme', rules: { 'hidden-number': 'forbid' } }
    expect(read(JSON.stringify(policy))).toEqual({ policy, trouble: null })
  })
  it.each([['{'], ['[]'], ['{"organisation":"Acme","rules":{"calling-hours":"ignore"}}'], ['{"organisation":""}']])(
    'that cannot be read is taken for a strict one, and said: %s',
    (text) => {
      const { policy, trouble } = read(text)
      expect(policy?.rules['calling-hours']).toBe('refuse')
      expect(trouble?.code).toBe('policy-unreadable')
    },
  )
  it('that is a folder is taken for a strict one too', () => {
    expect(readPolicy(temporaryFolder()).trouble?.code).toBe('policy-unreadable')
  })
  it('that is named and is not there counts as the strictest: somebody has said that it is', () => {
    const nowhere = join(temporaryFolder(), 'policy.json')
    expect(readPolicy(nowhere)).toEqual({ policy: null, trouble: null })
    const { policy, trouble } = readPolicy(nowhere, { isNamed: true })
    expect([policy?.rules['hidden-number'], trouble?.about['reason']]).toEqual([
      'refuse',
      'it is not where it should be',
    ])
  })
  it('of the documentation is one', () => {
    const { policy, trouble } = readPolicy(join(import.meta.dirname, '../../docs/policy.json'), { isNamed: true })
    expect([policy?.organisation, trouble]).toEqual(['Acme Sales', null])
  })
})
