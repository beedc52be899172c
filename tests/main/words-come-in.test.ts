import { chmodSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHandlers } from '../../main/handlers.ts'
import { openApp } from '../../main/open-app.ts'
import type { ContactId } from '../../shared/ids.ts'
import { failed } from '../../shared/result.ts'
import { appPorts } from '../support/app-ports.ts'
import { must } from '../support/must.ts'

/* Words from outside, at the doors of the whole of main: a list, a note that was pasted. */

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

test('cells of a list come in composed, and without what hides, turns around or piles up', async () => {
  const { app, handlers } = await openMain()
  const marks = '\u0301'.repeat(60)
  const list = `Name,Company,Phone\nZoe\u0308 \u202eelgoog\u202c\u200b,Foo\u3164\u2066 ${'x'.repeat(900)}${marks},+1 416 555 0142\n`
  must(await handlers['import.take']({ fileName: 'list.csv', bytes: new Uint8Array(Buffer.from(list)) }))
  must(await handlers['import.check']({}))
  await expect.poll(async () => must(await handlers['import.open']({})).step).toBe('checked')
  must(await handlers['import.start']({ cadenceId: null, tag: '' }))
  const kept = () =>
    app.archive
      .prepare<[], { name: string; company: string }>(
        `SELECT contacts.name AS name, companies.name AS company FROM phone_numbers JOIN contacts USING (contact_id)
         JOIN companies USING (company_id) WHERE number LIKE '%4165550142'`,
      )
      .get()
  await expect.poll(() => kept()?.name).toBe('Zoë elgoog')
  expect(kept()!.company).toMatch(/^Foo x+$/)
  expect(kept()!.company.length).toBeLessThan(900)
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
