import { expect, it } from 'vitest'
import { readCards } from '../../../main/import/read-cards.ts'

it('vCards of every version are rows: kinds of numbers, a structured name, quoted-printable', () => {
  const cards = [
    'BEGIN:VCARD', 'VERSION:3.0', 'N:Stone;Anna;;;', 'FN:Anna Stone', 'ORG:Brightwater\\, Ltd.;Sales', 'TITLE:Buyer',
    'TEL;TYPE=WORK,VOICE:+1 212 555 0142', 'TEL;TYPE=CELL:+1 917 555 0142', 'TEL;TYPE=FAX:+1 212 555 0199',
    'ADR;TYPE=WORK:;;1 Main St;Reno;NV;89501;USA', 'NOTE:Met at the fair', 'END:VCARD',
    'BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;', 'TEL;CELL:0171 1234567', 'END:VCARD',
  ].join('\n') // prettier-ignore
  const read = readCards(cards, 'people.vcf')
  expect(read.ok && read.value.slice(1)).toEqual([
    ['Anna', 'Stone', '', 'Brightwater, Ltd.', 'Buyer', '', '+1 212 555 0142', '+1 917 555 0142', '', '', 'Reno', 'NV', '89501', 'USA', '', 'Met at the fair', ''],
    ['Jörg', 'Müller', '', '', '', '', expect.any(String), expect.any(String), '', '', '', '', '', '', '', '', ''],
  ]) // prettier-ignore
})
