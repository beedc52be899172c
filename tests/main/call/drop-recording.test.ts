import { describe, expect, it } from 'vitest'
import type { AppContext } from '../../../main/app-context.ts'
import { dialContact } from '../../../main/call/dial-contact.ts'
import { armDrop, dropRecording, takeBack } from '../../../main/call/drop-recording.ts'
import { callOnDesk, isBeingLeft } from '../../../shared/call/call-on-desk.ts'
import type { CallMove } from '../../../shared/call/call-move.ts'
import type { CallId, ContactId, RecordingId } from '../../../shared/ids.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { handMadeApp } from '../../support/hand-made-app.ts'
import { must } from '../../support/must.ts'
import { addPerson, monday, practiceLine } from '../../support/temporary-archive.ts'

const recordingId = 'introduction' as RecordingId
const answered: CallMove = { kind: 'answered', at: monday }
const speech: CallMove = { kind: 'speechHeard', at: monday }
const beep: CallMove = { kind: 'beeped', beep: { frequencyHz: 1000, durationMs: 300, endedAt: monday } }
const greetingEnded: CallMove = { kind: 'greetingEnded', at: monday }
const started: CallMove = { kind: 'started', at: monday, reason: 'beep' }

/** A call on the practice line after these moves; the sound room keeps what it is told, and answers as it is said to. */
function callAfter(moves: readonly CallMove[], known: { freesAtOnce?: boolean; policy?: AppContext['policy'] } = {}) {
  const line = { ...practiceLine, freesAtOnce: known.freesAtOnce ?? false }
  const { app: made, hungUp } = handMadeApp({ line, now: () => monday, policy: known.policy ?? null })
  const told: { name: string; input: unknown }[] = []
  const answers: Record<string, Result<null>> = {}
  const command = (name: string, input: unknown) => (told.push({ name, input }), Promise.resolve(answers[name] ?? ok()))
  const app = { ...made, sound: { ...made.sound, command: command as AppContext['sound']['command'] } }
  const dial = (contactId: ContactId, after: readonly CallMove[]): CallId => {
    const { callId } = must(dialContact(app, { contactId, phoneNumberId: null }))
    for (const move of after) expect(app.calls.move(callId!, move)).not.toBeNull()
    return callId!
  }
  const callId = dial(addPerson(app.archive, 'jane'), moves)
  told.length = 0
  return {
    app,
    callId,
    told,
    answers,
    hungUp,
    dial,
    call: () => app.calls.byId(callId)!,
    drop: () => dropRecording(app, { callId, recordingId }),
  }
}

const arm = (told: ReturnType<typeof callAfter>['told']) => told.find(({ name }) => name === 'message.arm')?.input

describe('a drop', () => {
  it.each<[string, CallMove[]]>([
    ['two seconds of talk', [answered, speech]],
    ['a greeting that has ended', [answered, greetingEnded]],
    ['a beep', [answered, beep]],
  ])('after %s frees the rep at once, and the sound room is told so', async (_, moves) => {
    const { callId, told, call, drop } = callAfter(moves)
    must(await drop())
    expect(arm(told)).toEqual({ callId, recordingId, armedBy: 'ear', isFree: true })
    expect([call().phase, isBeingLeft(call())]).toEqual(['waiting', true])
  })

  it.each<[string, CallMove[]]>([
    ['it rings', []],
    ['nothing was heard yet', [answered]],
  ])('while %s stands by, and the rep stays in the call', async (_, moves) => {
    const { callId, told, call, drop } = callAfter(moves)
    must(await drop())
    expect(arm(told)).toEqual({ callId, recordingId, armedBy: 'ahead', isFree: false })
    expect(isBeingLeft(call())).toBe(false)
  })

  it('ahead frees the rep where the line does and the organisation lets it', async () => {
    const freeing = callAfter([answered], { freesAtOnce: true })
    must(await freeing.drop())
    expect(arm(freeing.told)).toMatchObject({ armedBy: 'ahead', isFree: true })
    const staying = callAfter([answered], {
      freesAtOnce: true,
      policy: { organisation: 'Northwind', rules: {}, staysUntilCertain: true } as AppContext['policy'],
    })
    must(await staying.drop())
    expect(arm(staying.told)).toMatchObject({ armedBy: 'ahead', isFree: false })
  })

  it('pressed again while it waits plays at once, and while it plays nothing twice', async () => {
    const { app, callId, told, drop } = callAfter([answered, speech])
    must(await drop())
    told.length = 0
    must(await drop())
    expect(told).toEqual([{ name: 'message.play', input: { callId } }])
    app.calls.move(callId, started)
    told.length = 0
    expect(await drop()).toEqual(failed('move-refused'))
    expect(told).toEqual([])
  })

  it.each<[string, CallMove, string]>([
    ['on hold', { kind: 'holdAsked', holding: true }, 'drop-held'],
    ['held by them', { kind: 'held', held: true, at: monday }, 'drop-held'],
    ['merged with another', { kind: 'merged', withCall: 'call-2' as CallId }, 'drop-merged'],
  ])('is refused in a call that is %s', async (_, move, code) => {
    const { told, drop } = callAfter([answered, speech, move])
    expect(await drop()).toMatchObject({ ok: false, trouble: { code } })
    expect(told).toEqual([])
  })

  it('of what was put away, or of a call that is none, is refused', async () => {
    const { app, callId, told, drop } = callAfter([answered, speech])
    app.archive.prepare('UPDATE recordings SET archived_at = ? WHERE recording_id = ?').run(monday, recordingId)
    expect(await drop()).toEqual(failed('not-found'))
    expect(await dropRecording(app, { callId, recordingId: 'nothing' as RecordingId })).toEqual(failed('not-found'))
    expect(await dropRecording(app, { callId: 'nothing' as CallId, recordingId })).toEqual(failed('not-found'))
    expect(told).toEqual([])
  })
})

describe('a drop that the sound room cannot arm', () => {
  it('gives the rep their call back, and names the recording', async () => {
    const { callId, told, answers, call, drop } = callAfter([answered, speech])
    answers['message.arm'] = failed('recording-unreadable', { name: recordingId })
    expect(await drop()).toEqual(failed('recording-unreadable', { name: 'Introduction' }))
    expect(told.at(-1)).toEqual({ name: 'message.stop', input: { callId } })
    expect([call().phase, call().drop]).toEqual(['talking', null])
  })

  it('ends the call where the rep is in another one by then', async () => {
    const { app, callId, answers, hungUp, dial, call, drop } = callAfter([answered, speech])
    must(await drop())
    dial(addPerson(app.archive, 'priya'), [answered])
    answers['message.arm'] = failed('sound-room-down')
    expect(await armDrop(app, call())).toEqual(failed('sound-room-down'))
    expect(hungUp).toEqual([callId])
    expect(callOnDesk(app.calls.all())?.callId).not.toBe(callId)
  })
})

describe('a drop that is taken back', () => {
  it('stops the message, and the rep is in the call again', async () => {
    const { app, callId, told, call, drop } = callAfter([answered, speech])
    must(await drop())
    must(await takeBack(app, callId))
    expect(told.at(-1)).toEqual({ name: 'message.stop', input: { callId } })
    expect([call().phase, isBeingLeft(call())]).toEqual(['talking', false])
  })

  it('is refused where there is none, and while the rep is in another call', async () => {
    const { app, callId, told, dial, drop } = callAfter([answered, speech])
    expect(await takeBack(app, callId)).toEqual(failed('move-refused'))
    expect(await takeBack(app, 'nothing' as CallId)).toEqual(failed('not-found'))
    must(await drop())
    dial(addPerson(app.archive, 'priya'), [answered])
    expect(await takeBack(app, callId)).toEqual(failed('call-in-progress'))
    expect(told.filter(({ name }) => name === 'message.stop')).toEqual([])
  })
})
