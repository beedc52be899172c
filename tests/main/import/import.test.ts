import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { pastImports, unfinishedImports } from '../../../main/archive/imports.ts'
import type { AppContext } from '../../../main/app-context.ts'
import { importHandlers } from '../../../main/import/import-handlers.ts'
import { importState, openImports, type Imports } from '../../../main/import/imports.ts'
import { takeBackCutOff } from '../../../main/import/undo-import.ts'
import type { CadenceId, ContactId } from '../../../shared/ids.ts'
import { importStateSchema, type ImportState } from '../../../shared/contract/import-state.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { handMadeApp, ownLine } from '../../support/hand-made-app.ts'
import { addPerson, day, dialled, monday, temporaryFolder } from '../../support/temporary-archive.ts'

function officeOf(wanted: { now?: () => number; flushWorker?: URL } = {}) {
  const folder = temporaryFolder()
  const { app: made } = handMadeApp({ line: ownLine, region: 'US', now: wanted.now ?? (() => monday) })
  const notices: (Trouble | null)[] = []
  const listeners = new Set<(state: ImportState) => void>()
  const imports: Imports = openImports(made.archive, {
    folder: join(folder, 'imports'),
    flushWorker: wanted.flushWorker ?? null,
    changed() {
      for (const hear of listeners) hear(importStateSchema.parse(importState(imports)))
    },
  })
  const chosen = { path: null as string | null }
  const app = {
    ...made,
    imports,
    chooseFile: () => Promise.resolve(chosen.path),
    desk: { ...made.desk, notice: (trouble: Trouble | null) => notices.push(trouble) },
  } as unknown as AppContext
  const ask = importHandlers(app)
  const count = (table: string) => (app.archive.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  return {
    app,
    folder,
    notices,
    chosen,
    ask,
    count,
    state: () => importState(imports),
    /** Until the import stands at this step. */
    at: (step: ImportState['step']) =>
      new Promise<ImportState>((resolve) => {
        const hear = (state: ImportState) => {
          if (state.step !== step) return
          listeners.delete(hear)
          resolve(state)
        }
        listeners.add(hear)
        hear(importState(imports))
      }),
    take: (text: string | Uint8Array<ArrayBuffer>, fileName = 'list.csv') =>
      Promise.resolve(
        ask['import.take']({ fileName, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text }),
      ),
    async checked(text: string) {
      expect(await this.take(text)).toEqual({ ok: true, value: null })
      await ask['import.check']({})
      return this.at('checked')
    },
    async imported(text: string, cadenceId: string | null = null, tag = '') {
      await this.checked(text)
      await ask['import.start']({ cadenceId: cadenceId as CadenceId | null, tag })
      return this.at('done')
    },
  }
}

const list = [
  'First Name,Last Name,Company Name,Phone Number,Mobile Phone Number,Email',
  'Jane,Adams,Brightwater,(212) 555-0101,,jane@brightwater.example',
  'Omar,Haddad,Northgate,212-555-0102,+44 7700 900123,omar@northgate.example',
  'Nobody,Reachable,Northgate,,,',
  'Hannah,Weiss,Northgate,call her,,',
  'Jane,ADAMS,brightwater,212-555-0199,,',
].join('\n')

describe('an import', () => {
  it('reads, checks and writes a file, and sets bad rows aside with the reason', async () => {
    const office = officeOf()
    const { check } = await office.checked(list)
    expect(check).toMatchObject({ good: 3, bad: 2, duplicates: 1, choices: { skip: 1, merge: 0, add: 0 } })
    expect(check?.problems).toEqual([
      { row: 4, text: 'Nobody, Reachable, Northgate', reason: 'there is no phone number', bad: true },
      { row: 5, text: 'Hannah, Weiss, Northgate, call her', reason: '“call her” is no phone number', bad: true },
    ])
    expect(check?.found).toMatchObject([{ row: 6, reason: 'row 2, Jane Adams: same name and company' }])
    await office.ask['import.start']({ cadenceId: 'commercial' as CadenceId, tag: 'Fair 2026' })
    const { result } = await office.at('done')
    expect(result).toMatchObject({ added: 2, merged: 0, skipped: 1, bad: 2, kept: null, hasSetAside: true })
    const { contact_id: id } = office.app.archive
      .prepare(`SELECT contact_id FROM contacts WHERE name = 'Omar Haddad'`)
      .get() as { contact_id: ContactId }
    expect(contactCard(office.app.archive, id, { now: monday, heard: () => false })).toMatchObject({
      company: 'Northgate',
      timeZone: 'America/New_York',
      tags: ['fair 2026'],
      numbers: [
        { number: '+12125550102', kind: 'direct' },
        { number: '+447700900123', kind: 'mobile' },
      ],
      cadence: { name: 'Commercial' },
      next: { kind: 'call' },
    })
    // The next list is offered the same one first.
    expect(office.state().lastCadenceId).toBe('commercial')
    office.chosen.path = join(office.folder, 'aside.csv')
    await office.ask['import.saveSetAside']({ importId: result!.importId })
    expect(readFileSync(office.chosen.path, 'utf8')).toContain('5,“call her” is no phone number,Hannah,Weiss,')
  })

  it('finds who is in the archive by number, email, name and company, and does with each what the rep chooses', async () => {
    const office = officeOf()
    addPerson(office.app.archive, 'jane', { name: 'Jane Adams', title: '' })
    addPerson(office.app.archive, 'ann', { name: 'Ann Lee', email: 'ann@x.example', numbers: [] })
    const file = [
      'Name,Company,Phone,Job Title,Email',
      'jane adams,,416-555-0101,CFO,',
      'Bob Shared,,416-555-0101,,',
      'Ann,,212-555-0102,,ANN@x.example',
      'Ann Lee,ann ltd,212-555-0103,,',
    ].join('\n')
    const { check } = await office.checked(file)
    expect(check?.found.map(({ reason, choice }) => [reason, choice])).toEqual([
      ['Jane Adams of jane Ltd in the archive: same number', 'skip'],
      ['Jane Adams of jane Ltd in the archive: same number, another name', 'add'],
      ['Ann Lee of ann Ltd in the archive: same email', 'skip'],
      ['Ann Lee of ann Ltd in the archive: same name and company', 'skip'],
    ])
    await office.ask['import.choose']({ row: null, choice: 'merge' })
    await office.ask['import.choose']({ row: 3, choice: 'add' })
    await office.ask['import.start']({ cadenceId: null, tag: '' })
    const { result } = await office.at('done')
    expect(result).toMatchObject({ added: 1, merged: 3, skipped: 0 })
    const card = (id: string) => contactCard(office.app.archive, id as ContactId, { now: monday, heard: () => false })!
    expect(card('jane').title).toBe('CFO')
    expect(card('ann').numbers.map(({ number }) => number)).toEqual(['+12125550102', '+12125550103'])

    await office.ask['import.undo']({ importId: result!.importId })
    await office.at('empty')
    expect(card('jane').title).toBe('')
    expect(card('ann').numbers).toEqual([])
    expect(office.count('contacts')).toBe(2)
  })

  it('is undone as a whole, but for contacts that were called or changed since', async () => {
    const office = officeOf()
    const { result } = await office.imported(list, 'commercial')
    const [one] = office.app.archive.prepare(`SELECT contact_id AS id FROM contacts`).all() as { id: ContactId }[]
    dialled(office.app.archive, 'call-1', one!.id, monday, { phoneNumberId: null })
    await office.ask['import.undo']({ importId: result!.importId })
    const { past } = await office.at('empty')
    expect(past[0]).toMatchObject({ added: 2, kept: 1 })
    expect(office.count('contacts')).toBe(1)
    expect(office.count('companies')).toBe(1)
    expect(office.count('search_entries')).toBe(1)
  })

  it('that is cancelled while it writes leaves nothing', { timeout: 30_000 }, async () => {
    const office = officeOf()
    const rows = Array.from({ length: 3000 }, (_, i) => `Person ${i},+1212555${String(1000 + i)}`)
    await office.checked(['Name,Phone', ...rows].join('\n'))
    await office.ask['import.start']({ cadenceId: null, tag: '' })
    await office.ask['import.cancel']({})
    await office.at('checked')
    expect(office.count('contacts')).toBe(0)
    expect(pastImports(office.app.archive)).toMatchObject([{ kept: 0 }])
  })

  it('that was cut off is taken back at the next start, and the rep is told', async () => {
    const office = officeOf()
    const { result } = await office.imported(list)
    // As it stands when Afterbeep dies after the last batch and before the end.
    office.app.archive.prepare(`UPDATE imports SET finished_at = NULL`).run()
    expect(unfinishedImports(office.app.archive)).toHaveLength(1)
    await takeBackCutOff(office.app)
    expect(office.count('contacts')).toBe(0)
    expect(unfinishedImports(office.app.archive)).toEqual([])
    expect(existsSync(join(office.folder, 'imports', `${result!.importId}.csv`))).toBe(false)
    expect(office.notices).toEqual([
      { code: 'import-cut-off', about: { name: 'list.csv', reason: 'nothing of it is left' } },
    ])
  })

  it(
    'leaves the archive as safe as it was: every write is flushed again, and the log goes over by itself',
    { timeout: 30_000 },
    async () => {
      const office = officeOf({ flushWorker: new URL('../../../main/archive/flush-worker.ts', import.meta.url) })
      const { result } = await office.imported(list)
      const { archive } = office.app
      const settings = () => ['synchronous', 'wal_autocheckpoint'].map((name) => archive.pragma(name, { simple: true }))
      expect(settings()).toEqual([2, 1000])
      await office.ask['import.undo']({ importId: result!.importId })
      await office.at('empty')
      expect(settings()).toEqual([2, 1000])
    },
  )

  it('puts as many on a cadence as the rep wants, the first in the file, where there is room or at once', async () => {
    const people = Array.from({ length: 130 }, (_, at) => `Person ${at},+1212555${String(1000 + at)}`)
    const text = ['Name,Phone Number', ...people].join('\n')
    const begun = async (start: { most?: number; beginning?: 'at-once' | 'spread' }) => {
      const office = officeOf()
      await office.checked(text)
      await office.ask['import.start']({ cadenceId: 'last-resort' as CadenceId, tag: '', ...start })
      await office.at('done')
      return office.app.archive
        .prepare<[], { name: string; due: number }>(
          `SELECT c.name, due_at AS due FROM follow_ups f JOIN contacts c ON c.contact_id = f.contact_id ORDER BY c.rowid`,
        )
        .all()
    }
    expect((await begun({ most: 2 })).map(({ name }) => name)).toEqual(['Person 0', 'Person 1'])
    const [spread, atOnce] = [await begun({}), await begun({ beginning: 'at-once' })]
    const lastDue = (rows: { due: number }[]) => Math.max(...rows.map(({ due }) => due))
    expect([spread.length, atOnce.length]).toEqual([130, 130])
    expect(lastDue(atOnce)).toBeLessThan(monday + day)
    expect(lastDue(spread)).toBeGreaterThan(monday + day)
  })

  it('of 20,000 rows lets main do everything else', { timeout: 60_000 }, async () => {
    const office = officeOf()
    const rows = Array.from({ length: 20_000 }, (_, i) => `Person ${i},Company ${i % 500},+1212${2_000_000 + i * 7}`)
    let longest = 0
    let before = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - before)
      before = performance.now()
    }, 1)
    const { check } = await office.checked(['Name,Company,Phone', ...rows].join('\n'))
    clearInterval(watch)
    // oxlint-disable-next-line no-console -- the figure is the point
    console.log(`reading 20,000 rows: main was held for ${longest.toFixed(0)} ms at most`)
    expect(check?.good).toBeGreaterThan(15_000)
    expect(longest).toBeLessThan(500)
  })
})

describe('a file that is no list is refused, and says why', () => {
  const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  it.each([
    ['', 'it is empty'],
    ['\n\n', 'there is nothing in it'],
    ['Name,Phone\n', 'there are only headings in it, and no rows'],
    ['Name,Phone\nJane,"1\n2\n3', 'a quotation mark that opens in line'],
    [new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), 'it is an Excel workbook or a ZIP file; save it as CSV first'],
    [new Uint8Array([1, 0, 0, 200, 0, 0, 7, 0]), 'it is no text file'],
  ])('%j', async (file, reason) => {
    const answer = await officeOf().take(file)
    expect(answer).toMatchObject({ ok: false, trouble: { code: 'import-unreadable', about: { name: 'list.csv' } } })
    if (!answer.ok) expect(answer.trouble.about['reason']).toContain(reason)
  })

  it.each([
    ['UTF-8', new TextEncoder().encode('Name;Téléphone\nZoë;+33142685300')],
    ['UTF-8', new TextEncoder().encode('\uFEFFName;Téléphone\nZoë;+33142685300')],
    ['UTF-16', utf16('Name;Téléphone\r\nZoë;+33142685300')],
    ['Windows-1252', new Uint8Array(Buffer.from('Name;Téléphone\r\nZoë;+33142685300', 'latin1'))],
  ])('and one in %s is read', async (encoding, bytes) => {
    const office = officeOf()
    expect(await office.take(bytes)).toEqual({ ok: true, value: null })
    expect(office.state()).toMatchObject({
      file: { encoding, delimiter: ';', rows: 1 },
      columns: [
        { heading: 'Name', field: 'name', samples: ['Zoë'] },
        { heading: 'Téléphone', field: 'direct', samples: ['+33142685300'] },
      ],
      missing: null,
    })
  })
})

describe('an export', () => {
  it('has contacts as CSV that can be imported again, with formulas defused', async () => {
    const office = officeOf()
    addPerson(office.app.archive, 'eve', { name: '=HYPERLINK("evil")', company: null })
    office.chosen.path = join(office.folder, 'contacts.csv')
    expect(await office.ask['archive.export']({ what: 'contacts' })).toEqual({
      ok: true,
      value: { path: office.chosen.path, rows: 1 },
    })
    const text = readFileSync(office.chosen.path, 'utf8')
    expect(text).toContain(`"'=HYPERLINK(""evil"")"`)
    expect(await office.take(text)).toEqual({ ok: true, value: null })
    const { fields } = office.app.imports
    expect(fields).toEqual(
      expect.arrayContaining(['name', 'company', 'direct', 'mobile', 'main', 'home', 'other', 'tags', 'notes']),
    )
    expect(office.state().missing).toBeNull()
  })

  it('has attempts and follow-ups as CSV, and everything as one JSON', async () => {
    const office = officeOf()
    await office.imported(list, 'commercial')
    const [one] = office.app.archive.prepare(`SELECT contact_id AS id FROM contacts`).all() as { id: ContactId }[]
    dialled(office.app.archive, 'call-1', one!.id, monday, { phoneNumberId: null })
    for (const what of ['attempts', 'follow-ups', 'everything'] as const) {
      office.chosen.path = join(office.folder, what)
      expect(await office.ask['archive.export']({ what })).toMatchObject({ ok: true })
    }
    expect(readFileSync(join(office.folder, 'attempts'), 'utf8')).toContain('2026-11-23T15:00:00Z')
    expect(readFileSync(join(office.folder, 'follow-ups'), 'utf8').trim().split('\r\n')).toHaveLength(3)
    const { tables } = JSON.parse(readFileSync(join(office.folder, 'everything'), 'utf8')) as { tables: object }
    expect(tables).toMatchObject({ contacts: [{}, {}], attempts: [{}], cadences: expect.any(Array) })
    expect(Object.keys(tables).filter((name) => /search|draft/.test(name))).toEqual([])
  })

  it('to a place that cannot be written says so, and leaves nothing there', async () => {
    const office = officeOf()
    office.chosen.path = join(office.folder, 'no', 'folder.csv')
    expect(await office.ask['archive.export']({ what: 'contacts' })).toMatchObject({
      ok: false,
      trouble: { code: 'file-unwritable', about: { reason: 'ENOENT' } },
    })
  })
})
