/** Where the numbers are in the rows of a list. */
export interface ListColumns {
  /** The code of `,`, `;` or a tab; 0: one column. */
  readonly delimiter: number
  readonly column: number
  /** The area code is in `column` and the rest of the number in the one after it, as in the lists of the FTC. */
  readonly isSplit: boolean
  /** Rows before the first number. */
  readonly headings: 0 | 1
}

const delimiters = [',', ';', '\t'] as const
const phoneHeading = /phone|number|^tel|msisdn|mobile|nummer|num[ée]ro/i

/** Finds the numbers in the first rows of a list; null where there are none. `isNumber` judges one field. */
export function columnsOf(rows: readonly string[], isNumber: (field: string) => boolean): ListColumns | null {
  const filled = rows.filter((row) => row.trim() !== '')
  const sample = filled.at(-1) ?? ''
  const delimiter = delimiters.find((one) => sample.includes(one))
  const fields = filled.map((row) => (delimiter ? fieldsOf(row, delimiter) : [row]).map(unquoted))
  const first = fields[0]
  if (!first) return null
  const isSplitAt = (row: readonly string[], column: number) =>
    /^\d{3}$/.test(row[column] ?? '') && /^\d{7}$/.test(row[column + 1] ?? '')
  const body = fields.length > 1 ? fields.slice(1) : fields
  const width = Math.max(...fields.map(({ length }) => length))
  const places = Array.from({ length: width }, (_, column) => column)
  const split = places.find((column) => body.every((row) => isSplitAt(row, column)))
  const isMostly = (column: number) => body.filter((row) => isNumber(row[column] ?? '')).length * 2 > body.length
  const named = places.find((column) => phoneHeading.test(first[column] ?? '') && isMostly(column))
  const column = split ?? named ?? places.find(isMostly)
  if (column === undefined) return null
  const isHeading = split === undefined ? /[a-z]/i.test(first[column] ?? '') : !isSplitAt(first, split)
  return {
    delimiter: delimiter?.charCodeAt(0) ?? 0,
    column,
    isSplit: split !== undefined,
    headings: isHeading ? 1 : 0,
  }
}

/** What stands in a row where its number should; of a split one both parts. */
export function fieldIn(row: string, { delimiter, column, isSplit }: ListColumns): string {
  const fields = delimiter === 0 ? [row] : fieldsOf(row, String.fromCharCode(delimiter))
  return fields
    .slice(column, column + (isSplit ? 2 : 1))
    .map(unquoted)
    .join('')
}

/** The delimiter does not count between quotes. */
function fieldsOf(row: string, delimiter: string): string[] {
  const fields = ['']
  let isQuoted = false
  for (const sign of row) {
    if (sign === '"') isQuoted = !isQuoted
    if (sign === delimiter && !isQuoted) fields.push('')
    else fields[fields.length - 1] += sign
  }
  return fields
}

function unquoted(field: string): string {
  return field
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
}
