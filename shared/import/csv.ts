/**
 * One row of a CSV file (RFC 4180), for spreadsheets as well: a field that begins like a formula gets an apostrophe
 * before it, since names and notes come from outside and a spreadsheet would run them (OWASP, "CSV injection").
 */
export function csvRow(fields: readonly (string | number | null)[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

function csvField(field: string | number | null): string {
  if (field === null) return ''
  if (typeof field === 'number') return String(field)
  const safe = /^[\s]*[=+\-@|%]|^[\t\r\n]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
