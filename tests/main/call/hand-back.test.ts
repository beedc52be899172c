import { describe, expect, it } from 'vitest'
import { mostMailboxes } from '../../../shared/contract/screener-bridge.ts'
import { keepMailbox, mailboxesOf } from '../../../main/archive/mailboxes.ts'
import { endUnanswered, handBackMs } from '../../../main/call/hand-back.ts'
import type { AppContext } from '../../../main/app-context.ts'
import { moveCall, type CallMove } from '../../../shared/call/call-move.ts'
import type { Call } from '../../../shared/contract/call.ts'
import type { CallId, RecordingId } from '../../../shared/ids.ts'
import { dialledCall } from '../../support/dialled-call.ts'
import { temporaryArchive } from '../../support/temporary-archive.ts'

const words = (of: number) => Array.from({ length: 60 }, () => of)

describe('the mailboxes of a number', () => {
  it('are those heard last, as many as are listened for', () => {
    const db = temporaryArchive()
    for (let i = 1; i <= mostMailboxes + 2; i++) {
      const announcement = { announcementId: `call-${i}` as CallId, words: words(i) }
      keepMailbox(db, '+14165550101', announcement, { heardAt: i, most: mostMailboxes })
    }
    keepMailbox(db, '+14165550199', { announcementId: 'else' as CallId, words: words(9) }, { heardAt: 99, most: 6 })
    const kept = () => mailboxesOf(db, '+14165550101').map(({ announcementId }) => announcementId)
    expect(kept()).toEqual(['call-8', 'call-7', 'call-6', 'call-5', 'call-4', 'call-3'])
    expect(mailboxesOf(db, '+14165550101')[0]!.words).toEqual(words(8))
  })
})

describe('a call that is handed back', () => {
  it('ends after twelve seconds in which the rep says nothing, and not before', () => {
    const recording = { id: 'introduction' as RecordingId, name: 'Introduction', durationMs: 14_000 }
    const path: CallMove[] = [
      { kind: 'answered', at: 1_000 },
      { kind: 'armed', at: 2_000, recording, by: 'ear', isFree: true },
      { kind: 'handedBack', at: 5_000, doubt: 'person' },
    ]
    const call = path.reduce<Call>((before, move) => moveCall(before, move)!, dialledCall('call-1'))
    const ended: string[] = []
    const at = (now: number) =>
      endUnanswered({
        calls: { all: () => [call] },
        exchange: { hangUp: (callId: CallId, by: string) => ended.push(`${callId} ${by}`) },
        now: () => now,
      } as unknown as AppContext)
    at(5_000 + handBackMs - 1)
    expect(ended).toEqual([])
    at(5_000 + handBackMs)
    expect(ended).toEqual(['call-1 rep'])
  })
})
