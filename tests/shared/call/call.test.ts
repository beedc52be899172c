import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../shared/call/outcome.ts'
import { phaseSchema, type Call, type Phase } from '../../../shared/contract/call.ts'
import { receiveCall } from '../../../shared/call/new-call.ts'
import { moveCall, type CallMove } from '../../../shared/call/call-move.ts'
import { callOnDesk, callsOnDesk, isBeingLeft } from '../../../shared/call/call-on-desk.ts'
import { callIdSchema, contactIdSchema, lineIdSchema, type CallId, type RecordingId } from '../../../shared/ids.ts'
import { receivedOutcomeOf } from '../../../shared/call/received-outcome.ts'
import { countsAsTry, isUnanswered, outcomeInWords, outcomeOf } from '../../../shared/call/outcome.ts'
import { dialledCall } from '../../support/dialled-call.ts'

const recording = { id: 'introduction' as RecordingId, name: 'Introduction', durationMs: 14_000 }
const beep = { frequencyHz: 1000, durationMs: 400, endedAt: 9_000 }

const moves = {
  rang: { kind: 'rang', at: 2_000 },
  answered: { kind: 'answered', at: 3_000 },
  muted: { kind: 'muted', muted: true },
  held: { kind: 'held', held: true, at: 6_000 },
  holdAsked: { kind: 'holdAsked', holding: true },
  keysSent: { kind: 'keysSent', left: ';3' },
  transferAsked: { kind: 'transferAsked', to: 'Tom Okafor' },
  transferMoved: { kind: 'transferMoved', progress: 'ringing' },
  replaced: { kind: 'replaced', by: { number: '+14165550102', name: 'Bob' } },
  merged: { kind: 'merged', withCall: 'call-2' as CallId },
  beeped: { kind: 'beeped', beep },
  greetingEnded: { kind: 'greetingEnded', at: 8_000 },
  personAnswered: { kind: 'personAnswered', at: 8_500, conversation: false },
  screenerAsked: { kind: 'screenerAsked', at: 6_000, announcementId: 'call-0' as CallId },
  screenerOver: { kind: 'screenerOver' },
  armed: { kind: 'armed', at: 4_000, recording, by: 'ear', isFree: true },
  started: { kind: 'started', at: 9_100, reason: 'beep' },
  played: { kind: 'played', playedMs: 5_000, whole: false },
  takenBack: { kind: 'takenBack' },
  speechHeard: { kind: 'speechHeard', at: 5_500 },
  answerJudged: { kind: 'answerJudged', answer: { who: 'machine', why: 'beep', talkMs: 6_000 } },
  takenOver: { kind: 'takenOver', at: 7_000 },
  dropOff: { kind: 'dropOff', at: 7_500 },
  handedBack: { kind: 'handedBack', at: 9_800, doubt: 'speech' },
  ended: { kind: 'ended', at: 20_000, by: 'far-end' },
} as const satisfies { [K in CallMove['kind']]: Extract<CallMove, { kind: K }> }
type MoveName = keyof typeof moves

const whole: CallMove = { kind: 'played', playedMs: 14_000, whole: true }

/** A call after these moves, every one of which has to be possible. */
function callAfter(...path: (MoveName | CallMove)[]): Call {
  return path.reduce<Call>((call, step) => {
    const moved = moveCall(call, typeof step === 'string' ? moves[step] : step)
    if (!moved) throw new Error(`refused in ${call.phase}: ${JSON.stringify(step)}`)
    return moved
  }, dialledCall('call-1'))
}

const incoming = receiveCall({
  callId: callIdSchema.parse('call-2'),
  contactId: contactIdSchema.parse('jane'),
  lineId: lineIdSchema.parse('line'),
  number: '+14165550101',
  callerName: 'Jane Adams',
  causedBy: null,
  at: 1_000,
})

const inPhase: Record<Phase, Call> = {
  incoming,
  dialling: callAfter(),
  ringing: callAfter('rang'),
  talking: callAfter('rang', 'answered'),
  waiting: callAfter('rang', 'answered', 'armed'),
  playing: callAfter('rang', 'answered', 'armed', 'started'),
  draining: callAfter('rang', 'answered', 'armed', 'started', whole),
  ended: callAfter('rang', 'ended'),
}

/** Phase × move → the phase after it, or a refusal. */
const table: Record<Phase, Partial<Record<MoveName, Phase>>> = {
  incoming: { answered: 'talking', ended: 'ended' },
  dialling: {
    replaced: 'dialling',
    rang: 'ringing',
    answered: 'talking',
    muted: 'dialling',
    armed: 'dialling',
    ended: 'ended',
  },
  ringing: {
    replaced: 'ringing',
    rang: 'ringing',
    answered: 'talking',
    muted: 'ringing',
    armed: 'ringing',
    ended: 'ended',
  },
  talking: {
    keysSent: 'talking',
    replaced: 'talking',
    muted: 'talking',
    holdAsked: 'talking',
    held: 'talking',
    transferAsked: 'talking',
    merged: 'talking',
    beeped: 'talking',
    greetingEnded: 'talking',
    personAnswered: 'talking',
    screenerAsked: 'talking',
    armed: 'waiting',
    speechHeard: 'talking',
    answerJudged: 'talking',
    ended: 'ended',
  },
  waiting: {
    keysSent: 'waiting',
    replaced: 'waiting',
    held: 'waiting',
    beeped: 'waiting',
    greetingEnded: 'waiting',
    personAnswered: 'waiting',
    screenerAsked: 'waiting',
    speechHeard: 'waiting',
    answerJudged: 'waiting',
    handedBack: 'waiting',
    started: 'playing',
    takenBack: 'talking',
    ended: 'ended',
  },
  playing: {
    keysSent: 'playing',
    replaced: 'playing',
    held: 'playing',
    beeped: 'playing',
    personAnswered: 'playing',
    speechHeard: 'playing',
    answerJudged: 'playing',
    handedBack: 'waiting',
    played: 'playing',
    takenBack: 'talking',
    ended: 'ended',
  },
  draining: {
    keysSent: 'draining',
    replaced: 'draining',
    held: 'draining',
    beeped: 'draining',
    personAnswered: 'draining',
    speechHeard: 'draining',
    answerJudged: 'draining',
    ended: 'ended',
  },
  ended: {},
}

describe.each(phaseSchema.options)('a call that is %s', (phase) => {
  it.each(Object.keys(moves) as MoveName[])('when %s', (move) => {
    const call = inPhase[phase]
    expect(call.phase).toBe(phase)
    const before = structuredClone(call)
    const after = moveCall(call, moves[move])
    expect(after?.phase ?? 'refused').toBe(table[phase][move] ?? 'refused')
    expect(call).toEqual(before)
  })
})

describe('a drop that is armed ahead', () => {
  const ahead: CallMove = { ...moves.armed, by: 'ahead', isFree: false }
  const answered = callAfter('rang', ahead, 'answered')

  it('leaves the rep in the call when it is answered', () => {
    expect([answered.phase, isBeingLeft(answered), callsOnDesk([answered])]).toEqual(['talking', false, [answered]])
  })

  it('frees them once a machine is certain, and when the message starts', () => {
    const over = moveCall(answered, moves.takenOver)!
    expect([over.phase, isBeingLeft(over), over.drop?.freedAt]).toEqual(['waiting', true, 7_000])
    const started = moveCall(answered, moves.started)!
    expect([started.phase, isBeingLeft(started), started.drop?.freedAt]).toEqual(['playing', true, 9_100])
  })

  it('is off when a person answers, which the call remembers, and can be armed again', () => {
    const off = moveCall(answered, moves.dropOff)!
    expect(off).toMatchObject({ phase: 'talking', drop: null, dropOffAt: 7_500, armedBy: 'ahead' })
    expect(moveCall(off, moves.armed)).toMatchObject({ phase: 'waiting', dropOffAt: null, armedBy: 'ear' })
  })

  it('keeps the call from being put on hold, sent on or merged: a message would start into it unheard', () => {
    for (const move of [moves.holdAsked, moves.transferAsked, moves.merged]) expect(moveCall(answered, move)).toBeNull()
  })
})

describe('a call that is handed back', () => {
  it('keeps what was played, and is asked about until the message starts again', () => {
    const asked = callAfter('answered', 'armed', 'started', 'played', 'handedBack')
    expect(asked).toMatchObject({
      phase: 'waiting',
      drop: { playedMs: 5_000, whole: false, handBack: { askedAt: 9_800, doubt: 'speech' } },
    })
    const again = moveCall(asked, moves.started)!
    expect(again.drop).toMatchObject({ handBack: null, playedMs: 0 })
  })
})

describe('a call on hold', () => {
  it('tells what the rep wants from what the far end has agreed to, and since when they wait', () => {
    const asked = callAfter('answered', 'holdAsked')
    expect(asked).toMatchObject({ holding: true, held: false, heldAt: null })
    expect(moveCall(asked, moves.held)).toMatchObject({ holding: true, held: true, heldAt: 6_000 })
    const resumed = callAfter('answered', 'holdAsked', 'held', { kind: 'held', held: false, at: 9_000 })
    expect(resumed).toMatchObject({ held: false, heldAt: null })
  })

  it.each(['holdAsked', 'held', 'transferAsked', 'merged'] as const)('takes no recording after %s', (move) => {
    expect(moveCall(callAfter('answered', move), moves.armed)).toBeNull()
  })

  it.each(['holdAsked', 'held', 'transferAsked'] as const)('is in no conference after %s', (move) => {
    expect(moveCall(callAfter('answered', move), moves.merged)).toBeNull()
  })
})

describe('a transfer', () => {
  it('is asked for once, is followed, and can be asked for again when it came to nothing', () => {
    const asked = callAfter('answered', 'transferAsked')
    expect(moveCall(asked, moves.transferAsked)).toBeNull()
    expect(callAfter('answered', 'transferAsked', 'transferMoved').transfer).toEqual({
      to: 'Tom Okafor',
      progress: 'ringing',
    })
    const failed = callAfter('answered', 'transferAsked', { kind: 'transferAsked', to: null })
    expect(failed.transfer).toBeNull()
    expect(moveCall(failed, moves.transferAsked)?.transfer?.progress).toBe('asked')
  })
})

describe('a call that came in', () => {
  const answered = moveCall(incoming, moves.answered)!
  const ended = (call: Call, move: Partial<Extract<CallMove, { kind: 'ended' }>>) =>
    receivedOutcomeOf(moveCall(call, { ...moves.ended, ...move })!)

  it('is no attempt, and nothing is dropped into it', () => {
    expect([answered.direction, answered.attemptId, answered.phase]).toEqual(['in', null, 'talking'])
    expect(moveCall(answered, moves.armed)).toBeNull()
  })
  it('was answered, whoever ended it', () => expect(ended(answered, { by: 'rep' })).toBe('answered'))
  it('was missed when the caller gave up', () => expect(ended(incoming, { by: 'far-end' })).toBe('missed'))
  it('was missed when the line was lost', () => expect(ended(incoming, { by: 'network' })).toBe('missed'))
  it('was missed when Afterbeep was closed', () => expect(ended(incoming, { by: 'quit' })).toBe('missed'))
  it('was declined by the rep', () => expect(ended(incoming, { by: 'rep' })).toBe('declined'))
  it('was sent on by the rep', () => {
    expect(ended(incoming, { by: 'rep', forwardedTo: '+14165550199' })).toBe('forwarded')
  })
})

describe('of several calls', () => {
  const held = moveCall(inPhase.talking, moves.holdAsked)!
  const second: Call = { ...moveCall(incoming, moves.answered)!, dialledAt: 5_000 }

  it('one that rings here is not the one the rep is in', () => {
    expect(callOnDesk([incoming])).toBeUndefined()
    expect(callOnDesk([inPhase.talking, incoming])).toBe(inPhase.talking)
  })
  it('the one that is talked in is on the desk', () => expect(callOnDesk([held, second])).toBe(second))
  it('the newest is on the desk when all of them wait', () => {
    const waiting = moveCall(second, moves.holdAsked)!
    expect(callOnDesk([held, waiting])).toBe(waiting)
  })
})

describe('a drop', () => {
  it('armed while it rings waits for the answer and then for the beep', () => {
    const armed = callAfter('rang', 'armed')
    expect([armed.phase, armed.drop?.recordingId]).toEqual(['ringing', 'introduction'])
    expect(moveCall(armed, moves.answered)?.phase).toBe('waiting')
  })

  it('is armed once: a second click is refused', () => {
    expect(moveCall(callAfter('rang', 'armed'), moves.armed)).toBeNull()
    expect(moveCall(inPhase.waiting, moves.armed)).toBeNull()
    expect(moveCall(inPhase.playing, moves.armed)).toBeNull()
  })

  it('taken back while it rings lets the call ring on, and can be armed again', () => {
    const ringing = callAfter('rang', 'armed', 'takenBack')
    expect([ringing.phase, ringing.drop]).toEqual(['ringing', null])
    expect(moveCall(ringing, moves.armed)?.drop?.pressedAt).toBe(4_000)
    expect(moveCall(inPhase.ringing, moves.takenBack)).toBeNull()
  })

  it('remembers how far it was played, and that it was played to its end', () => {
    expect(callAfter('answered', 'armed', 'started', 'played').drop).toMatchObject({
      startedAt: 9_100,
      startReason: 'beep',
      playedMs: 5_000,
      whole: false,
    })
    const drained = callAfter('answered', 'armed', 'started', 'played', whole)
    expect([drained.phase, drained.drop?.whole]).toEqual(['draining', true])
  })
})

describe('a screener that asks', () => {
  it('is there until the prospect picks up, and is told once', () => {
    const asked = callAfter('answered', 'screenerAsked')
    expect(asked.screener).toEqual({ askedAt: 6_000, announcementId: 'call-0' })
    expect(moveCall(asked, moves.screenerAsked)).toBeNull()
    expect(moveCall(asked, moves.screenerOver)?.screener).toBeNull()
  })

  it('stays with a drop that is armed before or after it asks', () => {
    for (const call of [
      callAfter('answered', 'armed', 'screenerAsked'),
      callAfter('answered', 'screenerAsked', 'armed'),
    ]) {
      expect([call.phase, call.screener?.askedAt]).toEqual(['waiting', 6_000])
    }
  })
})

it('ringing began with the first ring', () => {
  expect(callAfter('rang', { kind: 'rang', at: 6_000 }).rangAt).toBe(2_000)
})

it('a beep and the end of a greeting are remembered', () => {
  expect(callAfter('answered', 'beeped', 'greetingEnded')).toMatchObject({ beep, greetingEndedAt: 8_000 })
})

it('an ended call keeps who ended it and what the far end said', () => {
  const ended = callAfter({
    kind: 'ended',
    at: 5_000,
    by: 'far-end',
    sipStatus: 486,
    sipReason: 'Busy Here',
    trouble: { code: 'media-failed', about: {} },
  })
  expect(ended).toMatchObject({
    endedAt: 5_000,
    endedBy: 'far-end',
    sipStatus: 486,
    sipReason: 'Busy Here',
    trouble: { code: 'media-failed' },
  })
  expect(callAfter('ended')).toMatchObject({ sipStatus: null, sipReason: null, trouble: null })
})

describe('the desk', () => {
  it('is left by a call whose message is being left', () => {
    expect(isBeingLeft(inPhase.playing)).toBe(true)
    expect(callOnDesk([inPhase.playing, inPhase.ended])).toBeUndefined()
    expect(callOnDesk([inPhase.waiting, inPhase.ringing])).toBe(inPhase.ringing)
  })

  it('gets the call back when the drop is taken back', () => {
    const talking = callAfter('answered', 'armed', 'takenBack')
    expect(callOnDesk([talking])).toBe(talking)
  })

  it('is free when the call has ended', () => {
    expect(isBeingLeft(callAfter('answered', 'armed', 'ended'))).toBe(false)
    expect(callOnDesk([inPhase.ended])).toBeUndefined()
  })
})

type EndedBy = Extract<CallMove, { kind: 'ended' }>['by']
const ended = (by: EndedBy, sipStatus?: number, at = 20_000): CallMove =>
  sipStatus === undefined ? { kind: 'ended', at, by } : { kind: 'ended', at, by, sipStatus }

describe('what a call comes to', () => {
  const talked = ['rang', 'answered'] as const
  const dropping = [...talked, 'armed', 'started', 'played'] as const
  const cases: readonly (readonly [string, readonly (MoveName | CallMove)[], Outcome])[] = [
    ['a talk that the rep ended', [...talked, ended('rep')], 'answered'],
    ['a talk that the far end ended', [...talked, ended('far-end')], 'answered'],
    ['a talk that the network ended', [...talked, ended('network')], 'answered'],
    ['a beep, and nothing left', [...talked, 'beeped', ended('rep')], 'voicemail-nothing-left'],
    [
      'a drop that was taken back after the beep',
      [...talked, 'beeped', 'armed', 'takenBack', ended('rep')],
      'voicemail-nothing-left',
    ],
    [
      'a person who answered an armed drop, heard nothing and hung up',
      [...talked, 'armed', 'personAnswered', ended('far-end')],
      'answered',
    ],
    [
      'a short greeting that passed for a person, its beep, and the end before the message',
      [...talked, 'armed', 'personAnswered', 'beeped', ended('far-end')],
      'voicemail-nothing-left',
    ],
    ['a drop that was taken back from a person', [...talked, 'armed', 'takenBack', ended('rep')], 'answered'],
    ['a screener that asked, and nobody came', [...talked, 'screenerAsked', ended('far-end')], 'call-screener'],
    [
      'a screener that asked into an armed drop',
      [...talked, 'armed', 'screenerAsked', ended('far-end')],
      'call-screener',
    ],
    [
      'a screener that asked, and then they picked up',
      [...talked, 'screenerAsked', 'screenerOver', ended('rep')],
      'answered',
    ],
    [
      'a message that the rep played into a screener by hand',
      [...talked, 'armed', 'screenerAsked', 'started', whole, ended('message-done')],
      'voicemail-dropped',
    ],
    ['a message left to its end', [...dropping, whole, ended('message-done')], 'voicemail-dropped'],
    [
      'a message left to its end, and then the far end was quicker',
      [...dropping, whole, ended('far-end')],
      'voicemail-dropped',
    ],
    ['a message left to its end before Afterbeep quit', [...dropping, whole, ended('quit')], 'voicemail-dropped'],
    ['a message the far end cut off', [...dropping, ended('far-end')], 'voicemail-cut-off'],
    ['a message the network cut off', [...dropping, ended('network')], 'voicemail-cut-off'],
    ['a message the rep stopped', [...dropping, ended('rep')], 'voicemail-stopped'],
    ['a message that quitting stopped', [...dropping, ended('quit')], 'voicemail-stopped'],
    ['an armed drop that never started', [...talked, 'armed', ended('far-end')], 'voicemail-nothing-left'],
    ['busy', ['rang', ended('far-end', 486)], 'busy'],
    ['busy everywhere', [ended('far-end', 600)], 'busy'],
    ['rang out', ['rang', ended('far-end', 480)], 'no-answer'],
    ['timed out', [ended('far-end', 408)], 'no-answer'],
    ['declined', ['rang', ended('far-end', 603)], 'declined'],
    ['armed while it rang, and busy', ['rang', 'armed', ended('far-end', 486)], 'busy'],
    ['no such number', [ended('far-end', 404)], 'failed'],
    ['no network', [ended('network')], 'failed'],
    ['given up before it rang', [ended('rep', 487)], 'cancelled'],
    ['given up after 19.999 s of ringing', ['rang', ended('rep', 487, 21_999)], 'cancelled'],
    ['given up after 20 s of ringing', ['rang', ended('rep', 487, 22_000)], 'no-answer'],
    ['quit after 20 s of ringing', ['rang', ended('quit', undefined, 22_000)], 'no-answer'],
    ['quit while dialling', [ended('quit')], 'cancelled'],
  ]
  it.each(cases)('%s', (_, path, outcome) => {
    expect(outcomeOf(callAfter(...path))).toBe(outcome)
  })
})

it.each([
  ['answered', true, false],
  ['voicemail-dropped', true, true],
  ['voicemail-cut-off', true, true],
  ['voicemail-stopped', true, true],
  ['voicemail-nothing-left', true, true],
  ['call-screener', true, true],
  ['no-answer', true, true],
  ['busy', true, true],
  ['declined', true, true],
  ['cancelled', false, false],
  ['failed', false, false],
  ['interrupted', false, false],
] as const)('%s: counts as a try %s, and as an unanswered one %s', (outcome, counts, unanswered) => {
  expect([countsAsTry(outcome), isUnanswered(outcome)]).toEqual([counts, unanswered])
  expect(outcomeInWords(outcome)).toMatch(/^[A-Z][a-z, ]+$/)
})
