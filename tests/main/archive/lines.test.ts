import { expect, it } from 'vitest'
import { lineInUse, lineOfId, listLines, removeLine, saveLine, putLineInUse } from '../../../main/archive/lines.ts'
import type { LineId } from '../../../shared/ids.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { choosable } from '../../../main/exchange/tls-trust.ts'
import { selfSigned } from '../../support/certificate.ts'
import { addPerson, furnish, practiceLine, temporaryArchive } from '../../support/temporary-archive.ts'

const office = { ...practiceLine, lineId: 'office' as LineId, kind: 'sip', server: 'wss://sip.example.org' } as const

it('no line is in use in a new archive', () => {
  expect(lineInUse(temporaryArchive())).toBeNull()
})

it('one line is in use at a time', () => {
  const db = temporaryArchive()
  putLineInUse(db, practiceLine)
  expect(lineInUse(db)).toEqual(practiceLine)
  putLineInUse(db, office)
  expect(lineInUse(db)).toEqual(office)
  putLineInUse(db, practiceLine)
  expect(lineInUse(db)).toEqual(practiceLine)
  expect(db.prepare('SELECT count(*) FROM lines').pluck().get()).toBe(2)
})

it('a line that is saved is not in use for that', () => {
  const db = temporaryArchive()
  putLineInUse(db, practiceLine)
  saveLine(db, office)
  expect(lineInUse(db)).toEqual(practiceLine)
  saveLine(db, { ...practiceLine, name: 'Training' })
  expect(lineInUse(db)?.name).toBe('Training')
})

it('a line keeps how it hides its number', () => {
  const db = temporaryArchive()
  const hiding = {
    ...office,
    hideMethod: { kind: 'prefix-and-headers', prefix: '*67{digits}' },
    hideByDefault: true,
    mainNumber: '+1 416 555 0000',
    mainNumberBy: 'from-and-identity',
    region: 'CA',
    withholdsEveryAddress: true,
  } as const
  putLineInUse(db, hiding)
  expect(lineInUse(db)).toEqual(hiding)
})

it('a line keeps everything it was told', () => {
  const db = temporaryArchive()
  const told: Line = {
    ...office,
    iceServers: [{ urls: 'turn:turn.example.org:3478?transport=tcp', user: 'rep' }],
    codecs: ['pcma', 'opus'],
    dtmf: 'info',
    registerExpiryS: 120,
    earlyMedia: false,
    moreRealms: ['calls.example.org'],
    relayOnly: true,
    authority: choosable(selfSigned('pbx.example.org').cert),
  }
  saveLine(db, told)
  expect(lineOfId(db, told.lineId)).toEqual(told)
})

it('every line is listed, the practice line first', () => {
  const db = temporaryArchive()
  saveLine(db, office)
  saveLine(db, { ...office, lineId: 'second' as LineId, name: 'Second' })
  putLineInUse(db, practiceLine)
  expect(listLines(db).map(({ name }) => name)).toEqual(['Practice line', office.name, 'Second'])
})

it('a line that is removed is gone, unless it is in use or calls were made on it: then it is put away', () => {
  const db = temporaryArchive()
  furnish(db)
  saveLine(db, office)
  const tried = { ...office, lineId: 'tried' as LineId }
  saveLine(db, tried)
  const contactId = addPerson(db, 'marcus')
  db.prepare(
    `INSERT INTO attempts (attempt_id, call_id, contact_id, number, line_id, hidden, started_at)
     VALUES ('one', 'one', ?, '+14165550101', 'tried', 0, 1)`,
  ).run(contactId)

  removeLine(db, practiceLine.lineId)
  removeLine(db, office.lineId)
  removeLine(db, tried.lineId)
  expect(listLines(db).map(({ lineId }) => lineId)).toEqual([practiceLine.lineId])
  expect(lineOfId(db, office.lineId)).toBeNull()
  expect(lineOfId(db, tried.lineId)).toEqual(tried)
  saveLine(db, tried)
  expect(listLines(db)).toHaveLength(2)
})
