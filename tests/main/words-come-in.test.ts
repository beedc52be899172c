import { chmodSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHandlers } from '../../main/handlers.ts'
import { openApp } from '../../main/open-app.ts'
import type { CompanyId, ContactId } from '../../shared/ids.ts'
import { failed } from '../../shared/result.ts'
import { appPorts } from '../support/app-ports.ts'
import { must } from '../support/must.ts'
import { addPerson } from '../support/temporary-archive.ts'

/* Words from outside, at the doors of the whole of main: a contact of a list, a note that was pasted. */

const jane = 'practice-jane-adams' as ContactId

async function openMain(prepare: (folder: string) => void = () => {}) {
  const folder = await mkdtemp(join(tmpdir(), 'afterbeep-words-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  prepare(folder)
  const ports = { ...appPorts(folder), command: async () => failed('sound-room-down'), tellDesk: () => {} }
  const opened = must(await openApp(ports))
  onTestFinished(() => opened.close())
  return { folder, app: opened.app, handlers: openHandlers(opened.app) }
}

test('a contact that comes in is kept composed, and without what hides, turns around or piles up', async () => {
  const { app } = await openMain()
  const marks = '\u0301'.repeat(60)
  addPerson(app.archive, 'zoe', {
    name: 'Zoe\u0308 \u202eelgoog\u202c\u200b',
    title: `x${marks}`,
    company: { companyId: 'foo' as CompanyId, name: `Foo\u3164\u2066 ${'x'.repeat(900)}` },
    about: 'likes \u202egolf\nand tea\u200b',
  })
  const kept = app.archive
    .prepare<[], Record<'name' | 'title' | 'company' | 'about', string>>(
      `SELECT contacts.name AS name, title, about, companies.name AS company FROM contacts JOIN companies USING (company_id)
       WHERE companies.company_id = 'foo'`,
    )
    .get()!
  expect(kept.name).toBe('Zoë elgoog')
  expect(kept.title).toBe(`x${'\u0301'.repeat(4)}`)
  expect(kept.company).toMatch(/^Foo x{10,400}$/)
  expect(kept.about).toBe('likes golf\nand tea')
})

test('a note that was pasted keeps its lines, and nothing that cannot be seen', async () => {
  const { app, handlers } = await openMain()
  must(
    await handlers['note.write']({
      contactId: jane,
      attemptId: null,
      noteId: null,
      text: 'call \u202eback\u200b\nZoe\u0308',
    }),
  )
  const texts = app.archive.prepare<[], { text: string }>('SELECT text FROM notes').all()
  expect(texts.map(({ text }) => text)).toContain('call back\nZoë')
})

test('the folder of the archive and the archive are the rep’s alone, also where an older version left them open', async () => {
  const { folder } = await openMain((made) => chmodSync(made, 0o755))
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
  expect((statSync(join(folder, 'archive.sqlite')).mode & 0o777).toString(8)).toBe('600')
})
