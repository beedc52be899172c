const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/**
 * The delimiter that cuts the first rows into the same number of cells, two at least, most often; among several the one
 * that makes more cells. One column has none: a comma then. Excel writes `sep=;` in the first line of some.
 */
export function guessDelimiter(text: string): Delimiter {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1]
  const named = delimiters.find((delimiter) => delimiter === said)
  if (named) return named
  const rows = firstRows(text, 30)
  const scored = delimiters.map((delimiter) => {
    const widths = rows.map((row) => cellsIn(row, delimiter))
    const counts = new Map<number, number>()
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [width, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
    return { delimiter, score: times * 100 + Math.min(width, 99) }
  })
  const best = scored.sort((a, b) => b.score - a.score)[0]!
  return best.score > 0 ? best.delimiter : ','
}

/** Line breaks between quotes do not count. */
function firstRows(text: string, most: number): string[] {
  const rows: string[] = []
  let isQuoted = false
  let from = 0
  for (let at = 0; at < text.length && rows.length < most; at++) {
    if (text[at] === '"') isQuoted = !isQuoted
    if (text[at] === '\n' && !isQuoted) {
      rows.push(text.slice(from, at))
      from = at + 1
    }
  }
  if (rows.length < most) rows.push(text.slice(from))
  return rows.filter((row) => row.trim() !== '')
}

function cellsIn(row: string, delimiter: string): number {
  let isQuoted = false
  let cells = 1
  for (const sign of row) {
    if (sign === '"') isQuoted = !isQuoted
    else if (sign === delimiter && !isQuoted) cells++
  }
  return cells
}
