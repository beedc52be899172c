import { describe, expect, it } from 'vitest'
import { decodeFile } from '../../../main/import/decode-file.ts'

/** The byte of each sign, by what Node makes of all 256. */
function encoded(text: string, label: string): Uint8Array {
  const all = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from(text, (sign) => {
    const byte = all.indexOf(sign)
    if (byte < 0) throw new Error(`no ${sign} in ${label}`)
    return byte
  })
}

const lists = [
  'Name,Company\nJosé García,Peña & Muñoz\nBjörn Möller,Müller GmbH\n',
  'Nom,Société\nFrançois Lefèvre,Crédit Général\nAgnès d’Aubigné,L’Oréal\n',
  'Nome,Azienda\nNiccolò Forlì,Città Più\n',
  'Name,Note\nSeán O’Brien,“call again” – he’s in on Tuesdays\n',
  'Nome,Empresa\nJoão Conceição,Pão de Açúcar\n',
  'Name\nMöller\n',
  'Name\nZoë\n',
  'NAME\nMUÑOZ PEÑA\n',
  'Name\nÉmile Öztürk\n',
  'Navn\nSøren Kjærgård\n',
]

describe.each([
  ['macintosh', 'Mac Roman'],
  ['windows-1252', 'Windows-1252'],
] as const)('a list in %s', (label, encoding) => {
  it.each(lists)('is read as it was written: %j', (text) => {
    expect(decodeFile(encoded(text, label), 'list.csv')).toEqual({ ok: true, value: { text, encoding } })
  })
})

it.each([
  'Name,Price\nSmith,€ 500\n',
  'Name\nSmith–Jones\n',
  'Name\nDoe™ Ltd.\n',
  'Name,Note\nAnn,“yes”\n',
  'Name\nO’Neill\n',
  'Note\nit’s fine…\n',
])('signs of print alone are no reason to take a list for a Mac’s: %j', (text) => {
  expect(decodeFile(encoded(text, 'windows-1252'), 'list.csv')).toMatchObject({ value: { text } })
})
