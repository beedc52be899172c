import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pageToExport, tableRows, tablesToExport } from '../../../main/archive/export-rows.ts'
import type { Archive } from '../../../main/archive/open.ts'
import type { AppContext } from '../../../main/app-context.ts'
import { importHandlers } from '../../../main/import/import-handlers.ts'
import { importState, openImports, type Imports } from '../../../main/import/imports.ts'
import type { CadenceId } from '../../../shared/ids.ts'
import type { ImportState } from '../../../shared/contract/import-state.ts'
import { planOf, scansIn, statementsOf, triggeredIn } from '../../support/query-plans.ts'
import {
  addPerson,
  countedIds,
  furnish,
  monday,
  temporaryArchive,
  temporaryFolder,
} from '../../support/temporary-archive.ts'

/* 50,000 rows come in and go again: what is asked for each of them must not walk through the others. */

const list = [
  'Name,Company,Phone,Email,Tags,Job Title',
  'Jane Adams,Brightwater,212-555-0101,jane@brightwater.example,fair,CFO',
  'jane,jane ltd,416-555-0101,,prequalified,CEO',
  'Ann Lee,Northgate,212-555-0103,ann@northgate.example,,',
].join('\n')

async function importAndUndo(db: Archive): Promise<void> {
  let hear: (state: ImportState) => void = () => {}
  const imports: Imports = openImports(db, {
    folder: join(temporaryFolder(), 'imports'),
    changed: () => hear(importState(imports)),
    flushWorker: null,
  })
  const desk = { archiveChanged: () => {}, notice: () => {} }
  const app = { archive: db, region: 'US', imports, desk, now: () => monday, random: () => 0.5, newId: countedIds() }
  const ask = importHandlers(app as unknown as AppContext)
  const at = (step: ImportState['step']) =>
    new Promise<void>((resolve) => {
      hear = (state) => state.step === step && resolve()
      hear(importState(imports))
    })
  await ask['import.take']({ fileName: 'list.csv', bytes: new TextEncoder().encode(list) })
  await ask['import.check']({})
  await at('checked')
  await ask['import.choose']({ row: null, choice: 'merge' })
  await ask['import.start']({ cadenceId: 'settle-it' as CadenceId, tag: 'list' })
  await at('done')
  const { result } = importState(imports)
  expect(result).toMatchObject({ added: 2, merged: 1 })
  await ask['import.undo']({ importId: result!.importId })
  await at('empty')
  expect(db.prepare(`SELECT count(*) AS n FROM contacts`).get()).toEqual({ n: 1 })
}

it('no statement of an import, of its undo or of an export walks through a table', async () => {
  const db = temporaryArchive()
  furnish(db)
  const statements = statementsOf(db)
  addPerson(db, 'jane', { title: '' })
  await importAndUndo(db)
  expect(statements.size).toBeGreaterThan(40)
  const counted = [...statements].filter((sql) => sql.startsWith('SELECT count(*) AS n FROM contacts'))
  for (const sql of counted) statements.delete(sql)
  expect(scansIn(db, statements)).toEqual([])
})

it('nor does what the archive does by itself when a row is written', () => {
  const db = temporaryArchive()
  expect(triggeredIn(db).length).toBeGreaterThan(20)
  expect(scansIn(db, triggeredIn(db))).toEqual([])
})

it('what refers to a row that is removed is found by an index', () => {
  const db = temporaryArchive()
  const references = db
    .prepare(
      `SELECT m.name AS child, f."from" AS "column", f."table" AS parent
       FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.seq = 0`,
    )
    .all() as { child: string; column: string; parent: string }[]
  expect(references.length).toBeGreaterThan(20)
  const parents = ['contacts', 'follow_ups', 'phone_numbers', 'enrolments', 'companies', 'promises']
  const scanned = references
    .filter(({ parent }) => parents.includes(parent))
    .filter(({ child, column }) => planOf(db, `SELECT 1 FROM ${child} WHERE ${column} = @id`)[0]?.startsWith('SCAN'))
  expect(scanned).toEqual([])
})

it('a page of an export begins where the one before ended, without sorting the table', () => {
  const db = temporaryArchive()
  furnish(db)
  addPerson(db, 'jane', { tags: ['a', 'b'] })
  const statements = statementsOf(db)
  for (const { name } of tablesToExport(db)) {
    const { rows, next } = tableRows(db, name, null)
    expect(next).toBeNull()
    if (name === 'contact_tags') expect(rows).toMatchObject([{ tag: 'a' }, { tag: 'b' }])
  }
  tableRows(db, 'contacts', [0])
  tableRows(db, 'contact_tags', ['jane', 'a'])
  for (const what of ['contacts', 'attempts', 'follow-ups'] as const) pageToExport(db, what, 0)
  const pages = [...statements].filter((sql) => sql.includes('LIMIT'))
  expect(pages.length).toBeGreaterThan(20)
  for (const sql of pages) {
    const plan = planOf(db, sql)
    expect(plan.filter((detail) => /TEMP B-TREE/.test(detail))).toEqual([])
    if (sql.includes('@a')) expect(plan[0]).toMatch(/^SEARCH/)
  }
})
