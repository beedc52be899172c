import { triesMade } from '../../shared/cadence/tries.ts'
import { whyGuessed } from '../../shared/number/why-guessed.ts'
import { lineInUse } from './lines.ts'
import { lateInWords } from '../../shared/cadence/cadence.ts'
import { messageRule } from '../../shared/cadence/cadence-message.ts'
import type { ContactCard } from '../../shared/contract/contact.ts'
import type { ContactId } from '../../shared/ids.ts'
import { assistantOf } from './assistant-card.ts'
import { attemptsOf, triedIn, type Heard } from './attempts.ts'
import { cadenceById } from './cadences.ts'
import { contactNumbers, contactRow, contactTags } from './contacts.ts'
import { doNotCallEntries } from './do-not-call.ts'
import { enrolmentOf } from './enrolments.ts'
import { nextFollowUpOf } from './follow-ups.ts'
import type { Archive } from './open.ts'
import { receivedFrom } from './received-calls.ts'

/** Everything the sidebar shows; null for a contact that is not there. */
export function contactCard(
  db: Archive,
  contactId: ContactId,
  { now, heard }: { now: number; heard: Heard },
): ContactCard | null {
  const row = contactRow(db, contactId)
  if (!row) return null
  const numbers = contactNumbers(db, contactId)
  const attempts = attemptsOf(db, contactId, heard)
  return {
    contactId,
    name: row.name,
    title: row.title,
    company: row.company,
    timeZone: row.time_zone,
    place: row.place,
    numbers,
    tags: contactTags(db, contactId),
    dealValue: row.deal_value,
    referrer: row.referrer,
    region: row.region,
    clockIsGuess: whyGuessed({
      zoneFrom: row.zone_from,
      region: row.region,
      numbers: numbers.map(({ number }) => number),
      otherwise: lineInUse(db)?.region ?? '',
    }),
    consent: row.consent,
    doNotCall: doNotCallEntries(db, { contactId, numbers: numbers.map(({ number }) => number), company: row.company }),
    cadence: cadenceOnCard(db, contactId),
    attempts,
    received: receivedFrom(db, contactId),
    next: nextOnCard(db, contactId, now),
    assistant: assistantOf(db, contactId, { now, timeZone: row.time_zone, attempts }),
  }
}

function cadenceOnCard(db: Archive, contactId: ContactId): ContactCard['cadence'] {
  const enrolment = enrolmentOf(db, contactId)
  if (!enrolment) return null
  const { cadence } = cadenceById(db, enrolment.cadenceId)
  return {
    name: cadence.name,
    tries: triesMade(triedIn(db, enrolment.enrolmentId)),
    maxTries: cadence.maxTries,
    messageRule: messageRule(cadence),
    stopped: enrolment.stopped?.why ?? null,
  }
}

/** A promise says how late it is as of now, not as of when it was written. */
function nextOnCard(db: Archive, contactId: ContactId, now: number): ContactCard['next'] {
  const next = nextFollowUpOf(db, contactId)
  const late = next?.promise || next?.asked ? lateInWords(next.dueUntil, now) : null
  return next && late ? { ...next, why: [...next.why, late] } : next
}
