import { expect, it } from 'vitest'
import { csvRow } from '../../../shared/import/csv.ts'

it.each([
  ['=1+1', "'=1+1"],
  ['\u200b=1+1', "'\u200b=1+1"],
  ['＝1+1', "'＝1+1"],
  [' ＠SUM(1)', "' ＠SUM(1)"],
  ['\ufeff\u2060−1', "'\ufeff\u2060−1"],
  ['+14165550101', "'+14165550101"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['|calc', "'|calc"],
  ['Jane', 'Jane'],
  ['Adams, Jane', '"Adams, Jane"'],
  ['say "hi"', '"say ""hi"""'],
  ['=a,"b"', '"\'=a,""b"""'],
  ['two\nlines', '"two\nlines"'],
])('%j is written %j', (field, written) => {
  expect(csvRow([field])).toBe(`${written}\r\n`)
})

it('numbers are numbers, and nothing is nothing', () => {
  expect(csvRow([-5, null, 'x'])).toBe('-5,,x\r\n')
})
