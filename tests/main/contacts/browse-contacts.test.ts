import { readFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { AppContext } from '../../../main/app-context.ts'
import { browseContacts, browsedIds, contactChoices, type Browsing } from '../../../main/archive/browse-contacts.ts'
import { addTag, contactTags } from '../../../main/archive/contacts.ts'
import { doNotCallEntry } from '../../../main/archive/do-not-call.ts'
import { enrolmentOf } from '../../../main/archive/enrolments.ts'
import { changeMany } from '../../../main/contact/change-many.ts'
import { stopCadence } from '../../../main/cadence/run-cadence.ts'
import { openImports } from '../../../main/import/imports.ts'
import { exportContacts } from '../../../main/import/export-archive.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { handMadeApp, ownLine } from '../../support/hand-made-app.ts'
import { must } from '../../support/must.ts'
import { addPerson, countedSources, day, dialled, enrolPerson, monday } from '../../support/temporary-archive.ts'

const everybody: Browsing = {
  text: '', standing: 'any', tag: null, importId: null, place: null, outcome: null, leastValue: null, by: 'name', down: false,
} // prettier-ignore

function withPeople() {
  const { app: made } = handMadeApp({ line: ownLine, now: () => monday })
  const db = made.archive
  const [ann, ben, cleo] = ['ann', 'ben', 'cleo'].map((name) => addPerson(db, name)) as [
    ContactId,
    ContactId,
    ContactId,
  ]
  enrolPerson(db, ann, 'Commercial')
  enrolPerson(db, ben, 'Last resort')
  must(stopCadence(db, { contactId: ben, reason: 'won' }, countedSources()(monday)))
  dialled(db, 'a', ann, monday - day)
  db.prepare(`UPDATE attempts SET outcome = 'interested', ended_at = started_at WHERE contact_id = ?`).run(ann)
  db.prepare(`UPDATE contacts SET deal_value = 5000 WHERE contact_id = ?`).run(ben)
  addTag(db, cleo, 'fair')
  const browse = (more: Partial<Browsing>) => browsedIds(db, { ...everybody, ...more }, 100)
  return { db, app: made as AppContext, ann, ben, cleo, browse }
}

it('contacts are narrowed by cadence, tag, outcome, value and what is typed, and sorted', () => {
  const { db, ann, ben, cleo, browse } = withPeople()
  expect(browse({})).toEqual([ann, ben, cleo])
  expect(browse({ down: true })).toEqual([cleo, ben, ann])
  expect(browse({ standing: 'none' })).toEqual([ben, cleo])
  expect(browse({ standing: 'running' })).toEqual([ann])
  expect(browse({ standing: 'stopped' })).toEqual([ben])
  expect(browse({ standing: enrolmentOf(db, ann)!.cadenceId })).toEqual([ann])
  expect(browse({ tag: 'fair' })).toEqual([cleo])
  expect(browse({ outcome: 'interested' })).toEqual([ann])
  expect(browse({ outcome: 'never' })).toEqual([ben, cleo])
  expect(browse({ leastValue: 4000 })).toEqual([ben])
  expect(browse({ text: 'cle' })).toEqual([cleo])
  expect(browse({ text: '?!' })).toEqual([])
  // What is not known comes last, both ways.
  expect(browse({ by: 'tried', down: true })).toEqual([ann, ben, cleo])
  expect(browse({ by: 'value' })).toEqual([ben, ann, cleo])
})

it('a page says where each of them stands, and how many there are', () => {
  const { db, ann, ben } = withPeople()
  const { rows, total } = browseContacts(db, { ...everybody, from: 0, count: 2 })
  expect(total).toBe(3)
  expect(rows).toMatchObject([
    { contactId: ann, cadence: 'Commercial', stopped: null, outcome: 'interested', forbidden: false },
    { contactId: ben, cadence: 'Last resort', stopped: 'Won.', value: 5000, outcome: null },
  ])
  expect(contactChoices(db).tags).toEqual([{ id: 'fair', name: 'fair', count: 1 }])
})

it('many are tagged, paused and never called together, and each of it is taken back from whom it changed', async () => {
  const { db, app, ann, ben, cleo } = withPeople()
  const contactIds = [ann, ben, cleo]
  expect(must(await changeMany(app, { contactIds, change: { kind: 'tag', tag: 'Fair' } })).changed).toEqual([ann, ben])
  must(await changeMany(app, { contactIds: [ann, ben], change: { kind: 'untag', tag: 'fair' } }))
  expect([ann, cleo].map((one) => contactTags(db, one))).toEqual([[], ['fair']])
  const until = { by: 'window', dueAt: monday + 30 * day, dueUntil: monday + 31 * day } as const
  expect(must(await changeMany(app, { contactIds, change: { kind: 'pause', until } })).changed).toEqual([ann])
  expect(enrolmentOf(db, ann)?.paused).toMatchObject({ until: until.dueAt })
  must(await changeMany(app, { contactIds: [ann], change: { kind: 'resume' } }))
  expect(enrolmentOf(db, ann)?.paused).toBeNull()
  const isForbidden = (contactId: ContactId) => Boolean(doNotCallEntry(db, { contactId, number: '', company: null }))
  must(await changeMany(app, { contactIds, change: { kind: 'forbid' } }))
  expect(contactIds.map(isForbidden)).toEqual([true, true, true])
  expect(enrolmentOf(db, ann)?.stopped).not.toBeNull()
  must(await changeMany(app, { contactIds, change: { kind: 'allow' } }))
  expect(contactIds.map(isForbidden)).toEqual([false, false, false])
  expect(enrolmentOf(db, ann)?.stopped).toBeNull()
})

it('those who are chosen, and no others, are written to a file', async () => {
  const { app, ann, cleo } = withPeople()
  const path = join(mkdtempSync(join(tmpdir(), 'afterbeep-chosen-')), 'chosen.csv')
  const imports = openImports(app.archive, { folder: tmpdir(), changed: () => {}, flushWorker: null })
  const chosen = { ...app, imports, chooseFile: async () => path }
  expect(must(await exportContacts(chosen, { contactIds: [ann, cleo] }))).toEqual({ path, rows: 2 })
  const text = readFileSync(path, 'utf8')
  expect([ann, cleo, 'contact-ben'].map((id) => text.includes(id))).toEqual([true, true, false])
})
