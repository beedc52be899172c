import { describe, expect, it } from 'vitest'
import { openCalls } from '../../../main/call/calls.ts'
import type { Call } from '../../../shared/contract/call.ts'
import type { CallMove } from '../../../shared/call/call-move.ts'
import type { CallId, RecordingId } from '../../../shared/ids.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { dialledCall } from '../../support/dialled-call.ts'

function callsWithDiary() {
  const diary: string[] = []
  const calls = openCalls({
    record: (call: Call) => diary.push(`written ${call.phase}`),
    nameOf: () => 'Jane Adams',
    moved: (_: Call, move: CallMove) => diary.push(`told ${move.kind}`),
  })
  return { calls, diary }
}
const recording = { id: 'r1' as RecordingId, name: 'Introduction', durationMs: 9000 }

describe('the live calls', () => {
  it('are written to the archive before anybody is told', () => {
    const { calls, diary } = callsWithDiary()
    const call = dialledCall('a')
    calls.begin(call)
    calls.move(call.callId, { kind: 'rang', at: 2 })
    calls.move(call.callId, { kind: 'answered', at: 3 })
    expect(diary).toEqual(['written ringing', 'told rang', 'written talking', 'told answered'])
  })

  it('tell how far a message is without writing it four times a second', () => {
    const { calls, diary } = callsWithDiary()
    const call = dialledCall('a')
    calls.begin(call)
    calls.move(call.callId, { kind: 'answered', at: 1 })
    calls.move(call.callId, { kind: 'armed', at: 2, recording, by: 'ear', isFree: true })
    calls.move(call.callId, { kind: 'started', at: 3, reason: 'beep' })
    diary.length = 0
    calls.move(call.callId, { kind: 'played', playedMs: 250, whole: false })
    calls.move(call.callId, { kind: 'played', playedMs: 9000, whole: true })
    expect(diary).toEqual(['told played', 'written draining', 'told played'])
  })

  it('name who takes no hidden calls', () => {
    const { calls } = callsWithDiary()
    const call = dialledCall('a')
    calls.begin(call)
    const trouble = { code: 'anonymity-refused', about: {} } as const
    const ended = calls.move(call.callId, { kind: 'ended', at: 2, by: 'far-end', sipStatus: 433, trouble })
    expect(sentenceFor(ended!.trouble!)).toBe('Jane Adams takes no hidden calls. Call again with your number shown.')
  })

  it('refuse a move that is not possible now, and neither write nor tell it', () => {
    const { calls, diary } = callsWithDiary()
    const call = dialledCall('a')
    calls.begin(call)
    expect(calls.move(call.callId, { kind: 'started', at: 1, reason: 'beep' })).toBeNull()
    expect(calls.move('nobody' as CallId, { kind: 'rang', at: 1 })).toBeNull()
    expect(diary).toEqual([])
  })

  it('keep the one that ended last to be looked at, until the next one is dialled', () => {
    const { calls } = callsWithDiary()
    const [first, second] = [dialledCall('a'), dialledCall('b', { dialledAt: 2 })]
    calls.begin(first)
    calls.begin(second)
    calls.move(first.callId, { kind: 'ended', at: 3, by: 'rep' })
    expect(calls.all().map(({ callId, phase }) => [callId, phase])).toEqual([
      ['a', 'ended'],
      ['b', 'dialling'],
    ])
    calls.move(second.callId, { kind: 'ended', at: 4, by: 'rep' })
    expect(calls.all().map(({ callId }) => callId)).toEqual(['b'])
    calls.begin(dialledCall('c', { dialledAt: 5 }))
    expect(calls.all().map(({ callId }) => callId)).toEqual(['c'])
  })

  it('keep the call that the rep looks at when a message elsewhere is over', () => {
    const { calls } = callsWithDiary()
    const [message, talk] = [dialledCall('message'), dialledCall('talk', { dialledAt: 2 })]
    calls.begin(message)
    calls.move(message.callId, { kind: 'answered', at: 1 })
    calls.move(message.callId, { kind: 'armed', at: 1, recording, by: 'ear', isFree: true })
    calls.begin(talk)
    calls.move(talk.callId, { kind: 'ended', at: 3, by: 'rep' })
    calls.move(message.callId, { kind: 'ended', at: 4, by: 'message-done' })
    expect(calls.all().map(({ callId }) => callId)).toEqual(['message', 'talk'])
  })
})
