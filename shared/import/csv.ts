/**
 * One row of a CSV file (RFC 4180), for spreadsheets as well: a field that begins like a formula gets an apostrophe
 * before it, since names and notes come from outside and a spreadsheet would run them (OWASP, "CSV injection").
 */
export function csvRow(fields: readonly (string | number | null)[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

/**
 * What a spreadsheet may take for a formula: its signs, and their full-width forms, behind spaces and behind characters that
 * nobody sees and some programs take away.
 */
const formulaLike = /^[\s\p{Cf}\p{Cc}]*[=+\-@|%＝＋－＠｜％−﹢﹣﹦﹫﹪]/u

function csvField(field: string | number | null): string {
  if (field === null) return ''
  if (typeof field === 'number') return String(field)
  const safe = formulaLike.test(field) || /^[\t\r\n]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
