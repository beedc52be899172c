import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importList, type Imported } from '../../../../main/compliance/national-list/import-list.ts'
import { writeListFile } from '../../../../main/compliance/national-list/list-file.ts'
import { openNationalList, type NationalList } from '../../../../main/compliance/national-list/national-list.ts'
import { openNationalLists } from '../../../../main/compliance/national-list/national-lists.ts'
import { readList, type ListProgress } from '../../../../main/compliance/national-list/read-list.ts'
import { whyNoNumber } from '../../../../shared/number/listed-number.ts'
import { must } from '../../../support/must.ts'
import { monday, temporaryFolder } from '../../../support/temporary-archive.ts'

const entry = pathToFileURL(join(import.meta.dirname, '../../../../main/compliance/national-list/list-worker.ts'))

function listIn(folder: string): NationalList {
  const list = openNationalList(join(folder, 'list'))
  onTestFinished(() => list.close())
  return list
}

function start(list: NationalList, folder: string, csv: string, known: { country?: string; name?: string } = {}) {
  const path = join(folder, 'numbers.csv')
  writeFileSync(path, csv)
  const progress: ListProgress[] = []
  const importing = importList(list, entry, {
    csv: path,
    draft: join(folder, 'list.new'),
    setAside: join(folder, 'set-aside.csv'),
    name: 'Registry',
    importedAt: monday,
    asOf: '2026-11-01',
    country: 'US',
    onProgress: (news) => progress.push(news),
    ...known,
  })
  return { ...importing, progress }
}

async function imported(list: NationalList, folder: string, csv: string, known = {}): Promise<Imported> {
  return must(await start(list, folder, csv, known).done)
}

const has = (list: NationalList, number: string) => {
  const answer = list.has(number)
  return answer.ok ? answer.value : answer.trouble.code
}

describe('a national list', () => {
  it('is none before one is imported', () => {
    const list = listIn(temporaryFolder())
    expect(list.about()).toBeNull()
    expect(has(list, '+12125550101')).toBe(false)
  })

  it('is imported from numbers in any form, and knows them in the one', async () => {
    const folder = temporaryFolder()
    const list = listIn(folder)
    const csv = 'phone\r\n2125550101\r\n"(305) 555-0102"\n+44 20 7946 0000\n\n12125550101\nnobody\n=HYPERLINK("evil")\n'
    expect(await imported(list, folder, csv)).toEqual({
      numbers: 3,
      duplicates: 1,
      bad: 2,
      setAside: join(folder, 'set-aside.csv'),
      badRows: [
        { row: 7, text: 'nobody', reason: 'there are signs in it that are in no number' },
        { row: 8, text: '=HYPERLINK("evil")', reason: 'there are signs in it that are in no number' },
      ],
    })
    expect(list.about()).toEqual({ name: 'Registry', region: 'US', asOf: '2026-11-01', importedAt: monday, count: 3 })
    for (const number of ['+12125550101', '+13055550102', '+442079460000']) expect(has(list, number)).toBe(true)
    for (const number of ['+12125550102', '+1', '101', 'nobody', '']) expect(has(list, number)).toBe(false)
    const aside = readFileSync(join(folder, 'set-aside.csv'), 'utf8')
    expect(aside).toBe(
      'row,why it is no number,text\r\n7,there are signs in it that are in no number,nobody\r\n' +
        '8,there are signs in it that are in no number,"\'=HYPERLINK(""evil"")"\r\n',
    )
    expect(readdirSync(folder).sort()).toEqual(['list', 'numbers.csv', 'set-aside.csv'])
  })

  it('is read again after a restart', async () => {
    const folder = temporaryFolder()
    await imported(listIn(folder), folder, '2125550101\n')
    expect(has(listIn(folder), '+12125550101')).toBe(true)
  })

  it('takes area code and number from two columns, and a number from one of many', async () => {
    const folder = temporaryFolder()
    const list = listIn(folder)
    expect((await imported(list, folder, '212,5550101\n305,5550102\n')).numbers).toBe(2)
    expect(has(list, '+13055550102')).toBe(true)
    const csv = 'name;phone\n"Adams; Jane";2125550103\nSam;2125550104'
    expect((await imported(list, folder, csv)).numbers).toBe(2)
    expect([has(list, '+12125550103'), has(list, '+12125550104'), has(list, '+13055550102')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it.each([
    ['empty', ''],
    ['a list of names', 'name\nJane\n'],
    ['no text', '\u0000\u0001\u0002'],
    ['one endless row', 'x'.repeat(200_000)],
  ])('stays as it was when another file is %s', async (_, csv) => {
    const folder = temporaryFolder()
    writeListFile(
      join(folder, 'list'),
      { name: 'Registry', region: 'US', asOf: '', importedAt: monday },
      Float64Array.of(12_125_550_101),
    )
    const list = listIn(folder)
    const done = await start(list, folder, csv).done
    expect(done).toMatchObject({ ok: false, trouble: { code: 'list-unreadable' } })
    expect(has(list, '+12125550101')).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['list', 'numbers.csv'])
  })

  it('stays as it was when the import is cancelled, and nothing is left of it', async () => {
    const folder = temporaryFolder()
    const list = listIn(folder)
    await imported(list, folder, '2125550101\n')
    const rows = Array.from({ length: 400_000 }, (_, index) => `305${String(index).padStart(7, '0')}`)
    const importing = start(list, folder, rows.join('\n'))
    importing.cancel()
    expect(await importing.done).toEqual({ ok: false, trouble: { code: 'list-cancelled', about: {} } })
    expect(list.about()?.count).toBe(1)
    expect(existsSync(join(folder, 'list.new'))).toBe(false)
  })

  it('says how far it is', async () => {
    const folder = temporaryFolder()
    const rows = Array.from({ length: 400_000 }, (_, index) => `305${String(index).padStart(7, '0')}`)
    const importing = start(listIn(folder), folder, `${rows.join('\n')}\nbad`)
    expect(await importing.done).toMatchObject({ ok: true, value: { numbers: 400_000, bad: 1 } })
    expect(importing.progress.length).toBeGreaterThan(1)
    const bytes = statSync(join(folder, 'numbers.csv')).size
    expect(importing.progress.at(-1)).toEqual({ bytesRead: bytes, bytes, numbers: 400_000, bad: 1 })
  })

  it.each([
    ['cut short', (path: string) => truncateSync(path, 600)],
    ['empty', (path: string) => writeFileSync(path, '')],
    ['something else', (path: string) => writeFileSync(path, 'x'.repeat(4_000))],
  ])('that is %s is never taken for one without numbers', async (_, damage) => {
    const folder = temporaryFolder()
    const numbers = Float64Array.from({ length: 2_000 }, (_number, index) => 12_125_550_000 + index)
    writeListFile(join(folder, 'list'), { name: 'Registry', region: 'US', asOf: '', importedAt: monday }, numbers)
    damage(join(folder, 'list'))
    const list = listIn(folder)
    expect(has(list, '+12125550101')).toBe('list-unreadable')
    await imported(list, folder, '2125550101\n')
    expect(has(list, '+12125550101')).toBe(true)
  })

  it('has what is in it and nothing else, at the edges of its blocks too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_600 }), fc.integer({ min: 2, max: 9 }), (length, step) => {
        const folder = temporaryFolder()
        const numbers = Float64Array.from({ length }, (_, index) => 10_000_000_000 + index * step)
        writeListFile(join(folder, 'list'), { name: 'steps', region: '', asOf: '', importedAt: monday }, numbers)
        const list = openNationalList(join(folder, 'list'))
        for (const number of [
          numbers[0]!,
          numbers[length - 1]!,
          numbers[Math.min(511, length - 1)]!,
          numbers[Math.min(512, length - 1)]!,
        ]) {
          // prettier-ignore
          expect([has(list, `+${number}`), has(list, `+${number + 1}`), has(list, `+${number - 1}`)]).toEqual([true, false, false]) // prettier-ignore
        }
        list.close()
      }),
      { numRuns: 20 },
    )
  })

  it('reads rows that lie across the pieces a file is read in', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'numbers.csv')
    const count = 500_000
    writeFileSync(
      path,
      Array.from({ length: count }, (_, index) => `+1 (305) ${String(2_000_000 + index)}`).join('\r\n'),
    )
    expect(statSync(path).size).toBeGreaterThan(2 * 2 ** 22)
    const read = readList(path, { country: '', onProgress: () => {} })
    if ('unreadable' in read) throw new Error(read.unreadable)
    expect([read.numbers.length, read.bad, read.duplicates]).toEqual([count, 0, 0])
    expect([read.numbers[0], read.numbers[count - 1]]).toEqual([13_052_000_000, 13_052_499_999])
  })
})

describe('national lists', () => {
  function listsIn(folder: string) {
    const lists = openNationalLists(folder)
    onTestFinished(() => lists.close())
    return lists
  }
  const about = (name: string) => ({ name, region: 'US', asOf: '', importedAt: monday })

  it('are asked all together, and say which one has a number', () => {
    const folder = temporaryFolder()
    writeListFile(join(folder, 'us.list'), about('US'), Float64Array.of(12_125_550_101))
    writeListFile(join(folder, 'tps.list'), about('TPS'), Float64Array.of(442_079_460_000))
    const lists = listsIn(folder)
    expect(lists.find('+442079460000')).toMatchObject({ value: { name: 'TPS' } })
    expect(lists.find('+12125550101')).toMatchObject({ value: { name: 'US' } })
    expect(lists.find('+12125550102')).toEqual({ ok: true, value: null })
    expect(lists.remove('us')).toMatchObject({ ok: true })
    expect(lists.find('+12125550101')).toEqual({ ok: true, value: null })
    expect(readdirSync(folder)).toEqual(['tps.list'])
  })

  it('that cannot be read leave open whether a number is listed, unless another one has it', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'broken.list'), 'cut short')
    writeListFile(join(folder, 'us.list'), about('US'), Float64Array.of(12_125_550_101))
    const lists = listsIn(folder)
    expect(lists.all()).toContainEqual({ listId: 'broken', about: null })
    expect(lists.find('+12125550101')).toMatchObject({ value: { name: 'US' } })
    expect(lists.find('+12125550102')).toMatchObject({ trouble: { code: 'list-unreadable' } })
  })

  it('are as they were before an import that was killed, and what it left is gone', () => {
    const folder = temporaryFolder()
    writeListFile(join(folder, 'us.list'), about('US'), Float64Array.of(12_125_550_101))
    writeFileSync(join(folder, 'us.new'), 'half of a list')
    expect(listsIn(folder).find('+12125550101')).toMatchObject({ value: { name: 'US' } })
    expect(readdirSync(folder)).toEqual(['us.list'])
  })

  it.each([
    ['', 'US', 'its column is empty'],
    ['nobody', 'US', 'there are signs in it that are in no number'],
    ['555 0101', 'US', '7 digits: numbers of US have another length'],
    ['2125550101', '', 'written without its country, and no country was named'],
    ['+0123', 'US', 'not a whole number with its country code'],
    ['1234567890123456', 'US', '16 digits are too many'],
  ])('say of %j with country %j: %s', (field, country, reason) => {
    expect(whyNoNumber(field, country)).toBe(reason)
  })
})
