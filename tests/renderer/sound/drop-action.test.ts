import { describe, expect, it } from 'vitest'
import { dropActionFor, type DropSoFar } from '../../../renderer/sound/drop-action.ts'
import type { FarEndSoFar } from '../../../renderer/sound/far-end-ear.ts'

const unsure = { who: 'nobody-yet', why: 'undecided' } as const
const heard: FarEndSoFar = {
  now: 20,
  answer: unsure,
  quietSince: null,
  talked: 6,
  talkEndedAt: 20,
  lastSaid: { from: 14, to: 20, seconds: 6 },
  isConversation: false,
  mailboxBeepAt: null,
  perhapsBeepAt: null,
  rangAt: null,
  tonedAt: null,
}
const quietFor = (seconds: number) => ({ quietSince: 20 - seconds, talkEndedAt: 20 - seconds })
const person = { answer: { who: 'person', why: 'short-and-waits' }, talked: 0.5 } as const
const byEar: DropSoFar = {
  armedBy: 'ear',
  isFree: true,
  phase: 'armed',
  armedAt: 10,
  startedAt: null,
  startReason: null,
  startedFor: null,
}
const ahead: DropSoFar = { ...byEar, armedBy: 'ahead', isFree: false, armedAt: 0 }
const atOnce: DropSoFar = { ...ahead, isFree: true }
const playing: DropSoFar = { ...byEar, phase: 'playing', startedAt: 17, startReason: 'silence' }
const asking: DropSoFar = { ...playing, phase: 'asking' }

type Case = readonly [given: string, drop: DropSoFar, more: Partial<FarEndSoFar>, action: string]

const cases: readonly Case[] = [
  ['pressed by ear, while they speak', byEar, {}, 'wait'],
  ['pressed by ear, a beep of a mailbox', byEar, { mailboxBeepAt: 19.9 }, 'start beep'],
  ['pressed by ear, what may be a beep', byEar, { perhapsBeepAt: 19.9 }, 'start beep'],
  ['pressed by ear, a pause for breath', byEar, quietFor(2.4), 'wait'],
  ['pressed by ear, the silence after a greeting', byEar, quietFor(2.7), 'start silence'],
  ['pressed by ear, an earlier beep and quiet since', byEar, { mailboxBeepAt: 18, quietSince: 18.1 }, 'start silence'],
  ['pressed by ear, a word and quiet', byEar, { ...person, ...quietFor(4.1) }, 'ask person'],
  ['pressed by ear, a word and less quiet', byEar, { ...person, ...quietFor(3) }, 'wait'],
  ['pressed by ear, they talk with the rep', byEar, { isConversation: true, ...quietFor(5) }, 'ask person'],
  ['pressed by ear, ringing', byEar, { answer: { who: 'ringing', why: 'cadence' }, rangAt: 19 }, 'ask ringing'],
  [
    'pressed by ear, a known screener that beeps',
    byEar,
    { answer: { who: 'screener', why: 'known-screener' }, mailboxBeepAt: 19.9 },
    'ask screener',
  ],
  ['pressed by ear, nothing at all', byEar, { talked: 0, talkEndedAt: null, lastSaid: null }, 'ask nothing'],
  ['armed ahead, the silence after a greeting', ahead, quietFor(9), 'wait'],
  ['armed ahead, a beep of a mailbox', ahead, { mailboxBeepAt: 19.9 }, 'start beep'],
  ['armed ahead, what may be a beep in a room', ahead, { perhapsBeepAt: 19.9 }, 'wait'],
  ['armed ahead, a word and quiet', ahead, { ...person, ...quietFor(3.9) }, 'wait'],
  ['armed ahead, a person who waits', ahead, { ...person, ...quietFor(4.1) }, 'off'],
  ['armed ahead, a conversation', ahead, { isConversation: true }, 'off'],
  ['armed ahead, a conversation and a beep', ahead, { isConversation: true, mailboxBeepAt: 19.9 }, 'off'],
  ['armed ahead, their mailbox is known', ahead, { answer: { who: 'machine', why: 'known-mailbox' } }, 'take-over'],
  ['armed ahead on a line that frees at once, quiet', atOnce, quietFor(4.1), 'ask person'],
  ['armed ahead on a line that frees at once, a person', atOnce, { isConversation: true }, 'ask person'],
  ['playing, quiet', playing, { ...quietFor(3), lastSaid: { from: 8, to: 14, seconds: 6 } }, 'wait'],
  ['playing, somebody speaks', playing, { lastSaid: { from: 19.3, to: 19.9, seconds: 0.6 } }, 'ask speech'],
  ['playing, they speak on', playing, { lastSaid: { from: 12, to: 18, seconds: 6 }, now: 18.1 }, 'ask speech'],
  ['playing, it rings', playing, { lastSaid: null, rangAt: 19 }, 'ask ringing'],
  ['playing, the beep after all', playing, { perhapsBeepAt: 19.9 }, 'start beep'],
  ['playing for this beep', { ...playing, startedFor: 19.9 }, { mailboxBeepAt: 19.9, lastSaid: null }, 'wait'],
  ['playing for the first pip', { ...playing, startedFor: 19.4 }, { mailboxBeepAt: 19.9 }, 'start beep'],
  ['asking, the beep after all', asking, { mailboxBeepAt: 19.9 }, 'start beep'],
  [
    'asking, a screener beeps',
    asking,
    { answer: { who: 'screener', why: 'known-screener' }, mailboxBeepAt: 19.9 },
    'wait',
  ],
  ['asking, what may be a beep in a room', asking, { perhapsBeepAt: 19.9 }, 'wait'],
]

describe('a drop', () => {
  it.each(cases)('%s', (_, drop, more, expected) => {
    const action = dropActionFor(drop, { ...heard, ...more })
    const told = action === null ? 'wait' : action.kind
    const why = action?.kind === 'start' ? ` ${action.reason}` : action?.kind === 'ask' ? ` ${action.doubt}` : ''
    expect(told + why).toBe(expected)
  })
})
