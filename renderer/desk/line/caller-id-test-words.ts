import type { Displayed, CallerIdTest, CallerIdTestRun } from '../../../shared/contract/caller-id-test.ts'
import { date } from '../controls/times.ts'

/** What the rep can tick, each with its key. */
export const displays: readonly { readonly displayed: Displayed; readonly name: string; readonly hotkey: string }[] = [
  { displayed: 'own-number', name: 'My number', hotkey: '1' },
  { displayed: 'no-number', name: 'No number: “private”, “anonymous” …', hotkey: '2' },
  { displayed: 'other-number', name: 'Another number', hotkey: '3' },
  { displayed: 'did-not-ring', name: 'It did not ring', hotkey: '4' },
]

const showed: Record<Displayed, string> = {
  'own-number': 'your mobile showed your number all the same',
  'no-number': 'your mobile showed no number',
  'other-number': 'your mobile showed another number',
  'did-not-ring': 'the hidden call did not ring your mobile',
}

/** "Tried on 22 Nov 2026: your mobile showed no number." */
export function callerIdTestInWords({ whenShown, whenHidden, triedAt }: CallerIdTest): string {
  const always = whenHidden === 'no-number' && whenShown === 'no-number'
  const either = always ? ', and none in the shown call either: this line may never show it' : ''
  return `Tried on ${date(triedAt)}: ${showed[whenHidden]}${either}.`
}

/** Did the way of hiding fail when it was tried? */
export function isExposed(test: CallerIdTest | null): boolean {
  return test !== null && test.whenHidden !== 'no-number'
}

/** What the rep is asked while their mobile is called. */
export function runInWords({ phase, rang, turn }: CallerIdTestRun): string {
  if (phase === 'between') return 'The hidden call follows in a moment.'
  if (phase === 'over') return `The ${turn} call is over. What did your mobile display?`
  return rang ? 'Your mobile rings. What does it display?' : 'Calling your mobile. What does it display?'
}
