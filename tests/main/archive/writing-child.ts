/*
 * Writes attempts until it is killed or the disk is full, and says each one on stdout once it is recorded.
 * Arguments: the archive, and a word that makes this run's ids its own.
 */
import { writeSync } from 'node:fs'
import { contactNumbers } from '../../../main/archive/contacts.ts'
import { openAttempt } from '../../../main/archive/attempts.ts'
import { guard, openArchive } from '../../../main/archive/open.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { dialledCall } from '../../support/dialled-call.ts'

const [path, run] = process.argv.slice(2) as [string, string]
const monday = Date.UTC(2026, 10, 23, 15)
const contactId = 'jane' as ContactId

function stop(trouble: Trouble): never {
  writeSync(1, `trouble ${trouble.code}\n`)
  process.exit(0)
}

const opened = openArchive(path, { now: monday })
if (!opened.ok) stop(opened.trouble)
const db = opened.value
const [number] = contactNumbers(db, contactId)
let ids = 0
const presented = { asksFor: { kind: 'shown' }, askedBy: '' } as const

for (let count = 0; ; count++) {
  const dialledAt = monday + count * 60_000
  const call = dialledCall(`${run}-${count}`, { contactId, dialledAt })
  const { attemptId, callId, lineId } = call
  const phoneNumberId = number!.phoneNumberId
  const attempt = { attemptId, callId, contactId, phoneNumberId, number: call.number, lineId }
  const begun = guard(() => openAttempt(db, { ...attempt, presented, override: null, startedAt: dialledAt }))
  if (!begun.ok) stop(begun.trouble)
  writeSync(1, `opened ${attemptId}\n`)
  const ended = { ...call, phase: 'ended', endedAt: dialledAt + 1_000, endedBy: 'far-end', sipStatus: 486 } as const
  const sources = { now: ended.endedAt, random: Math.random, newId: () => `${run}-follow-up-${ids++}` }
  const recorded = recordAttempt(db, ended, sources)
  if (!recorded.ok) stop(recorded.trouble)
  writeSync(1, `recorded ${attemptId}\n`)
}
