import type { DoNotCallEntry } from '../contract/do-not-call-entry.ts'
import type { RuleAnswer } from '../contract/rule-answer.ts'
import { allowed, warned } from './verdict.ts'

export interface Listed {
  /** The entry of the local list that is met first: the person, then the number, then the company. */
  readonly local: DoNotCallEntry | null
  /** Somebody else on the list who has this number as well. Left out: nobody. */
  readonly elsewhere?: DoNotCallEntry | null
  /** The national list that has the number; `unreadable` when nobody can say whether it does. */
  readonly national: { readonly name: string; readonly importedAt: number } | 'unreadable' | null
}

/** Local entries and the imported list refuse: whoever was told not to call does not. */
export function doNotCall({ local, elsewhere = null, national }: Listed): RuleAnswer[] {
  const answers: RuleAnswer[] = [
    local
      ? refused(
          'do-not-call',
          `${inWords[local.kind]} ${local.subject} is on your do-not-call list since ${dayOf(local.addedAt)}${local.why ? `: ${local.why}` : ''}.`,
          'Your do-not-call list',
          'Call nobody here; take the entry off the list only if they asked you to.',
        )
      : elsewhere
        ? warned('do-not-call', {
            reason: `The number is also that of ${elsewhere.subject}, who is on your do-not-call list since ${dayOf(elsewhere.addedAt)}${elsewhere.why ? `: ${elsewhere.why}` : ''}.`,
            source: 'Your do-not-call list',
            readOn: '',
            instead: 'Call another number of theirs.',
          })
        : allowed('do-not-call', 'Not on your do-not-call list.', 'Your do-not-call list', ''),
  ]
  if (national === 'unreadable') {
    answers.push(
      warned('national-list', {
        reason: 'The national do-not-call list cannot be read, so nobody knows whether this number is on it.',
        source: 'The imported list',
        readOn: '',
        instead: 'Import it again.',
      }),
    )
  } else if (national) {
    answers.push(
      refused(
        'national-list',
        `The number is on “${national.name}”, imported on ${dayOf(national.importedAt)}.`,
        `“${national.name}”`,
        'Write a letter, or call somebody else.',
      ),
    )
  }
  return answers
}

const inWords = { person: 'The person', number: 'The number', company: 'The company' } as const

function refused(rule: RuleAnswer['rule'], reason: string, source: string, instead: string): RuleAnswer {
  return { rule, verdict: 'refuse', reason, source, readOn: '', instead, locked: false }
}

/** The day in UTC: near enough for "since when", and the same on every computer. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
