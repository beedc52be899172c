import { expect, it } from 'vitest'
import { lineInUse, saveLine, useLine } from '../../../main/archive/lines.ts'
import type { LineId } from '../../../shared/ids.ts'
import { practiceLine, temporaryArchive } from '../../support/temporary-archive.ts'

const office = { ...practiceLine, lineId: 'office' as LineId, kind: 'sip', server: 'wss://sip.example.org' } as const

it('no line is in use in a new archive', () => {
  expect(lineInUse(temporaryArchive())).toBeNull()
})

it('one line is in use at a time', () => {
  const db = temporaryArchive()
  useLine(db, practiceLine)
  expect(lineInUse(db)).toEqual(practiceLine)
  useLine(db, office)
  expect(lineInUse(db)).toEqual(office)
  useLine(db, practiceLine)
  expect(lineInUse(db)).toEqual(practiceLine)
  expect(db.prepare('SELECT count(*) FROM lines').pluck().get()).toBe(2)
})

it('a line that is saved is not in use for that', () => {
  const db = temporaryArchive()
  useLine(db, practiceLine)
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
  useLine(db, hiding)
  expect(lineInUse(db)).toEqual(hiding)
})
