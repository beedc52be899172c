import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { knownWords } from '../../main/archive/known-words.ts'
import { openHandlers } from '../../main/handlers.ts'
import { openApp } from '../../main/open-app.ts'
import { note, noteBug, openLog } from '../../main/shell/log.ts'
import { requests } from '../../shared/contract/bridge.ts'
import { lineDefaults } from '../../shared/line/line-defaults.ts'
import { contactIdSchema, lineIdSchema } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { appPorts } from '../support/app-ports.ts'
import { must } from '../support/must.ts'

/* Whoever asks for a bundle learns how Afterbeep is set up and what went wrong, and nothing of anybody. */

const line: Line = {
  lineId: lineIdSchema.parse('marked'), kind: 'sip', name: 'Marklinename', server: 'wss://markserver.test', domain: 'markdomain.test', user: 'markuser',
  authUser: 'markauth', callerName: 'Markcaller Name', ...lineDefaults, mainNumber: '+1 416 555 0777', moreRealms: ['markrealm'],
  iceServers: [{ urls: 'turn:markturn.test', user: 'markturnuser' }], hideMethod: { kind: 'prefix', prefix: '*8765' },
} // prettier-ignore

async function filledApp() {
  const folder = await mkdtemp(join(tmpdir(), 'afterbeep-support-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const opened = must(
    await openApp({
      ...appPorts(folder),
      command: async () => ({ ok: false, trouble: { code: 'sound-room-down', about: {} } }),
      tellDesk: () => {},
    }),
  )
  onTestFinished(() => opened.close())
  const { app } = opened
  const handlers = openHandlers(app)
  await handlers['line.save']({ line, password: 'markpassword', iceCredentials: ['markcredential'] })
  return { app, handlers, folder }
}

test('a support bundle says how it is set up, and nobody’s name, number or password', async () => {
  const { app, handlers, folder } = await filledApp()
  const contactId = contactIdSchema.parse('marked-contact')
  app.archive.prepare(`INSERT INTO companies (company_id, name, folded) VALUES ('c', 'Markcompany Ltd', 'markcompany ltd')`).run()
  app.archive
    .prepare(`INSERT INTO contacts (contact_id, name, title, company_id, time_zone, place, created_at, email, about, deal_value, referrer, zone_from, region, postal_code, folded)
      SELECT 'marked-contact', 'Markfirst O’Marklast', title, 'c', time_zone, place, created_at, 'markmail@marked.test', about, deal_value, 'Markreferrer', zone_from, region, postal_code, folded FROM contacts LIMIT 1`)
    .run()
  must(await handlers['note.write']({ contactId, noteId: null, text: 'marknote of the rep', attemptId: null }))
  // What the log should never have had, and has: a bug's own words are anybody's.
  mkdirSync(app.logFolder, { recursive: true })
  const log = openLog(app.logFolder)
  note(log, 'line: Marklinename at markserver.test refused markuser with markpassword')
  noteBug(log, 'main', new Error('cannot read MARKFIRST O’MARKLAST of Markcompany, markreferrer, marknote of the rep, markmail@marked.test'))
  appendFileSync(join(app.logFolder, 'afterbeep.log'), 'an older one: +1 416 555 0777, 4165550123, From: "Markcaller Name" <sip:markuser@markdomain.test>\n')
  app.lines.refused({ lineId: line.lineId, at: 1, caller: { number: '+14165550666', name: 'Markstranger' }, status: 400, reason: 'Bad From', why: 'unreadable' })

  // There is something to be found.
  expect(JSON.stringify(knownWords(app.archive)).match(/mark/gi)!.length).toBeGreaterThan(10)
  expect(readFileSync(join(app.logFolder, 'afterbeep.log'), 'latin1')).toMatch(/mark/i)

  const shown = must(await handlers['support.gather']({}))
  expect(requests['support.gather'].output.safeParse(shown).success).toBe(true)
  const saved = must(await handlers['support.save'](shown))
  expect(saved?.path.startsWith(folder)).toBe(true)
  const files = unzipSync(readFileSync(saved!.path))
  const texts = Object.entries(files).map(([name, bytes]) => ({ name, text: strFromU8(bytes) }))
  // What was shown is what was saved.
  expect(texts).toEqual(shown.files)
  const all = texts.map(({ name, text }) => name + text).join('\n')
  expect(all).not.toMatch(/mark/i)
  expect(all).not.toMatch(/416.?555|5550|8765/)
  expect(texts.map(({ name }) => name)).toEqual(['afterbeep.json', 'lines.json', 'afterbeep.log'])
  const { lines, refusedCalls } = JSON.parse(texts[1]!.text) as { lines: object[]; refusedCalls: object[] }
  expect(lines).toContainEqual(expect.objectContaining({ kind: 'sip', isSecure: true, hideMethod: 'prefix', iceServers: ['turn'] }))
  expect(refusedCalls).toEqual([{ why: 'unreadable', status: 400, times: 1 }])
  expect(JSON.parse(texts[0]!.text)).toMatchObject({ program: 'Afterbeep/test', counts: { lines: 2 } })
  expect(texts[2]!.text).toContain('bug in main')
}) // prettier-ignore

test('a bundle of which the rep names no file is not saved', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterbeep-support-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const opened = must(
    await openApp({ ...appPorts(folder), chooseFile: async () => null, command: async () => ({ ok: false, trouble: { code: 'sound-room-down', about: {} } }), tellDesk: () => {} }),
  )
  onTestFinished(() => opened.close())
  const handlers = openHandlers(opened.app)
  expect(must(await handlers['support.save'](must(await handlers['support.gather']({}))))).toBeNull()
}) // prettier-ignore
