import { zipSync, strToU8 } from 'fflate'
import { expect, it } from 'vitest'
import { isWorkbook, readWorkbook } from '../../../main/import/read-workbook.ts'

const sheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Phone</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>Anna Stone</t></is></c><c r="B2"><v>12125550142</v></c></row></sheetData></worksheet>`
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const workbook = zipSync({
  '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
  'xl/workbook.xml': strToU8(
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
  'xl/worksheets/sheet1.xml': strToU8(sheet),
})

it('the first sheet of a workbook is rows, and a number keeps all its digits', async () => {
  expect(isWorkbook(workbook, 'list.xlsx')).toBe(true)
  expect(await readWorkbook(workbook, 'list.xlsx')).toEqual({
    ok: true,
    value: [
      ['Name', 'Phone'],
      ['Anna Stone', '12125550142'],
    ],
  })
  expect(await readWorkbook(new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'list.xlsx')).toMatchObject({ ok: false })
})
