interface Part {
  readonly kind: 'digits' | 'word' | 'sign'
  readonly text: string
}

const isFaxWord = (text: string) =>
  /^(?:tele)?fax\w*\.?$|^f\.?$|^факс$|^t[ée]l[ée]cop\w*|^(?:old|not|formerly|ancien\w*|alte?|früher\w*)\.?$/iu.test(
    text,
  )
const isBlank = ({ kind, text }: Part) => kind === 'sign' && /^[\s.:()[\]-]$/.test(text)

/** Is the number at `at` one of a fax: "Fax: 212-555-0199", "212-555-0199 (fax)"? What stands before it outdoes what follows. */
export function isOfFax(parts: readonly Part[], at: number): boolean {
  const before = parts.slice(0, at).findLast((part) => !isBlank(part))
  if (before?.kind === 'word') return isFaxWord(before.text)
  const behind = parts.slice(at + 1)
  const word = behind.findIndex((part) => !isBlank(part))
  if (word === -1 || behind[word]!.kind !== 'word' || !isFaxWord(behind[word]!.text)) return false
  // "212-555-0177 Fax: 212-555-0199": there it is the word of the next number.
  const next = behind.slice(word + 1)
  if (behind[word - 1]?.text === '(' && next[0]?.text === ')') return true
  return next.find((part) => !isBlank(part))?.kind !== 'digits'
}
