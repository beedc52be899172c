/*
 * How long the rules of the road take for one contact when ten million numbers are listed, and what the list costs:
 * `npm run bench -- rules [how many]`. A whole check is timed, as it is made before a call: the archive is asked for the
 * contact, its attempts and the local list, the national list is read from disk, and every rule answers.
 *
 * Bars: p99 at most 1000 µs, 200,000 numbers imported a second, 12 bytes a number on disk.
 */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { addContact } from '../../main/archive/contacts.ts'
import { addDoNotCall } from '../../main/archive/do-not-call.ts'
import { openAttempt } from '../../main/archive/attempts.ts'
import { putLineInUse } from '../../main/archive/lines.ts'
import { closeArchive, openArchive, type Archive } from '../../main/archive/open.ts'
import { checkCall } from '../../main/call/check-call.ts'
import { importList } from '../../main/compliance/national-list/import-list.ts'
import type { NationalList } from '../../main/compliance/national-list/national-list.ts'
import { openNationalLists, type NationalLists } from '../../main/compliance/national-list/national-lists.ts'
import type { AttemptId, CallId, ContactId, LineId, PhoneNumberId } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { lineDefaults } from '../../shared/line/line-defaults.ts'

const TEN_MILLION = 10_000_000
const CONTACTS = 2_000
const LOCAL_ENTRIES = 10_000
const ATTEMPTS_EACH = 12
const CHECKS = 20_000
const NOW = Date.UTC(2026, 10, 23, 15)

const line: Line = {
  lineId: 'bench' as LineId,
  kind: 'sip',
  name: 'Bench',
  server: 'wss://sip.example.org',
  domain: '',
  user: 'rep',
  authUser: '',
  callerName: '',
  ...lineDefaults,
  hideMethod: { kind: 'prefix', prefix: '*67' },
  region: 'US',
}

/** Distinct ten-digit numbers in no order: a multiplication by what is prime to ten million is a permutation of them. */
function listedNumber(index: number, listed: number): string {
  const shuffled = (index * 7_368_787) % listed
  return `${201 + Math.floor(shuffled / 100_000) * 7}${String(2_000_000 + (shuffled % 100_000) * 79).padStart(7, '0')}`
}

async function writeCsv(path: string, listed: number): Promise<void> {
  const file = createWriteStream(path)
  for (let from = 0; from < listed; from += 50_000) {
    const rows: string[] = []
    for (let index = from; index < Math.min(listed, from + 50_000); index++) rows.push(listedNumber(index, listed))
    if (!file.write(`${rows.join('\n')}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

function fillArchive(db: Archive, listed: number): void {
  putLineInUse(db, line)
  db.transaction(() => {
    for (let index = 0; index < LOCAL_ENTRIES; index++) {
      const subject = `+1646${String(2_000_000 + index)}`
      addDoNotCall(db, { entryId: `entry-${index}`, kind: 'number', subject, shown: subject, addedAt: NOW, why: '', source: 'import' }) // prettier-ignore
    }
    for (let index = 0; index < CONTACTS; index++) addCalledContact(db, index, listed)
  })()
}

function addCalledContact(db: Archive, index: number, listed: number): void {
  const contactId = contactIdOf(index)
  const phoneNumberId = `number-${index}` as PhoneNumberId
  // Every other one is on the national list.
  const number =
    index % 2 === 0 ? `+1${listedNumber((index * 4_999) % listed, listed)}` : `+1917${String(5_550_000 + index)}`
  addContact(db, {
    contactId,
    name: `Contact ${index}`,
    title: '',
    company: null,
    timeZone: 'America/New_York',
    place: '',
    tags: [],
    numbers: [{ phoneNumberId, number, shown: number, kind: 'mobile' }],
    createdAt: NOW,
  })
  for (let nth = 0; nth < ATTEMPTS_EACH; nth++) {
    openAttempt(db, {
      attemptId: `attempt-${index}-${nth}` as AttemptId,
      callId: `call-${index}-${nth}` as CallId,
      contactId,
      phoneNumberId,
      number,
      lineId: line.lineId,
      startedAt: NOW - nth * 9 * 3_600_000,
      presented: { asksFor: { kind: 'shown' }, askedBy: '' },
      override: null,
    })
  }
}

function contactIdOf(index: number): ContactId {
  return `contact-${index}` as ContactId
}

async function importAll(list: NationalList, folder: string, csv: string): Promise<{ numbers: number; ms: number }> {
  const begun = performance.now()
  const { done } = importList(
    list,
    pathToFileURL(join(import.meta.dirname, '../../main/compliance/national-list/list-worker.ts')),
    {
      csv,
      draft: join(folder, 'list.new'),
      setAside: join(folder, 'set-aside.csv'),
      name: 'Bench',
      importedAt: NOW,
      country: 'US',
      asOf: '',
      onProgress: () => {},
    },
  )
  const imported = await done
  if (!imported.ok) throw new Error(JSON.stringify(imported.trouble))
  return { numbers: imported.value.numbers, ms: performance.now() - begun }
}

function timeChecks(db: Archive, nationalLists: NationalLists): Float64Array {
  const rulebook = {
    archive: db,
    nationalLists,
    policy: { organisation: 'Bench', rules: {} },
    region: '',
    now: () => NOW,
  }
  const took = new Float64Array(CHECKS)
  let refused = 0
  for (let nth = -500; nth < CHECKS; nth++) {
    const contactId = contactIdOf(((nth + 500) * 613) % CONTACTS)
    const begun = performance.now()
    const checked = checkCall(rulebook, line, { contactId, phoneNumberId: null, callerId: { kind: 'hidden' } })
    const ended = performance.now()
    if (!checked.ok) throw new Error(JSON.stringify(checked.trouble))
    if (nth < 0) continue
    if (checked.value.check.call.verdict === 'refuse') refused++
    took[nth] = (ended - begun) * 1000
  }
  // Half of the contacts are listed: a check that forgot to look would be fast.
  if (refused !== CHECKS / 2) throw new Error(`${refused} of ${CHECKS} checks found a listed number`)
  return took.sort()
}

/** What the machine itself does to a tenth of a millisecond of arithmetic now: on a busy one, that is what p99 shows. */
function timeArithmetic(): number {
  const took = new Float64Array(CHECKS)
  let sum = 1
  for (let nth = 0; nth < CHECKS; nth++) {
    const begun = performance.now()
    for (let step = 0; step < 50_000; step++) sum = (sum * 31 + step) | 0
    took[nth] = (performance.now() - begun) * 1000
  }
  return sum === 0.5 ? 0 : Math.round(took.sort()[Math.floor(CHECKS * 0.99)]!)
}

export async function bench(args: readonly string[]): Promise<void> {
  const listed = Number(args[0] ?? TEN_MILLION)
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-rules-'))
  try {
    const csv = join(folder, 'numbers.csv')
    console.log(`writing ${listed} numbers`)
    await writeCsv(csv, listed)
    const lists = openNationalLists(join(folder, 'lists'))
    console.log('importing them')
    const { numbers, ms } = await importAll(lists.at('bench'), folder, csv)
    if (numbers !== listed) throw new Error(`${numbers} numbers were imported`)
    const opened = openArchive(join(folder, 'archive.sqlite'), { now: NOW })
    if (!opened.ok) throw new Error(opened.trouble.code)
    fillArchive(opened.value, listed)
    console.log(`checking ${CHECKS} calls`)
    const took = timeChecks(opened.value, lists)
    console.log(`for comparison, a loop of arithmetic as long has p99 ${timeArithmetic()} µs on this machine now`)
    closeArchive(opened.value)
    lists.close()
    const at = (share: number) => Math.round(took[Math.floor(CHECKS * share)]!)
    const result = {
      bench: 'rules',
      listed: numbers,
      p50_us: at(0.5),
      p99_us: at(0.99),
      import_numbers_per_s: Math.round(numbers / (ms / 1000)),
      bytes_per_number: Math.round((statSync(join(folder, 'lists', 'bench.list')).size / numbers) * 1000) / 1000,
    }
    const passes = result.p99_us <= 1000 && result.import_numbers_per_s >= 200_000 && result.bytes_per_number <= 12
    if (listed >= TEN_MILLION && !passes) process.exitCode = 1
    console.log(JSON.stringify(result))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
