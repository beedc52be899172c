/**
 * A person's name as it is compared: without case, accents, doubled blanks, a title before it, a degree behind it and a middle
 * initial. "Ms. Kim  R. Lee" and "Kim Lee" are one; "Lee, Kim" is as well.
 */
export function foldedPerson(name: string): string {
  const parts = name.split(',').map((part) => part.trim())
  const [last, first] = parts.length === 2 && parts.every(Boolean) ? parts : []
  const isTurned = first !== undefined && !isSuffix(first)
  const words = plain(isTurned ? `${first} ${last}` : name)
    .split(' ')
    .filter((word, at, all) => !(at === 0 && all.length > 1 && titles.has(word)) && !(at > 0 && suffixes.has(word)))
  return words.filter((word, at) => at === 0 || at === words.length - 1 || word.length > 1).join(' ')
}

/** A company's, without its legal form: "Northgate, Inc." and "NORTHGATE" are one. */
export function foldedCompany(name: string): string {
  const words = plain(name.replace(/&/g, ' and ').replace(/^the\s/i, '')).split(' ')
  while (words.length > 1 && legalForms.has(words.at(-1)!)) words.pop()
  if (words.length > 2 && words.at(-1) === 'co' && words.at(-2) === 'and') words.splice(-2)
  return words.join(' ')
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}.'’`]/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const isSuffix = (text: string) => suffixes.has(plain(text))
const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir dame herr frau hr fr m mme mlle monsieur madame sr sra srta don dona dott dottssa ing sig signora signor'.split(
    ' ',
  ),
)
const suffixes = new Set('jr sr ii iii iv phd md esq cpa mba msc bsc ma dds jd pe rn'.split(' '))
const legalForms = new Set(
  (
    'inc incorporated llc llp lp ltd limited corp corporation co company plc pllc pc gmbh ag kg kgaa ohg ug ev mbh se sa sas sarl eurl ' +
    'sasu sl slu spa srl snc bv nv vof ab as asa aps oy oyj pty pte kk sro zoo spzoo ltda me eireli sac cv'
  ).split(' '),
)
