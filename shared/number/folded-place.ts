/** A town's name as it is compared: "St. John's" → "saint johns", "Ft Wayne" → "fort wayne". */
export function foldedPlace(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
    .replace(/^(?:city|town|village|ville) (?:of|de) /, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bft\b/g, 'fort')
    .replace(/\bmt\b/g, 'mount')
    .replace(/ city$/, '')
    .replace(/\bd (?=[aeiou])/g, 'd')
    .replace(/\b(la|le|mc) /g, '$1')
}
