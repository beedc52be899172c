import { expect, it } from 'vitest'
import { dialContact } from '../../../main/call/dial-contact.ts'
import { holdCall } from '../../../main/call/hold-call.ts'
import type { AppContext } from '../../../main/app-context.ts'
import type { CallId } from '../../../shared/ids.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { handMadeApp } from '../../support/hand-made-app.ts'
import { must } from '../../support/must.ts'
import { addPerson, monday, practiceLine } from '../../support/temporary-archive.ts'

const refusal = failed('hold-refused', { reason: '488 Not Acceptable Here' })

/** An answered call whose far end answers each hold with the next of these. */
function talking(...answers: Result<null>[]): { app: AppContext; callId: CallId; muted: () => unknown } {
  const { app } = handMadeApp({ line: practiceLine, now: () => monday })
  const commands: { name: string; input: unknown }[] = []
  Object.assign(app.sound, {
    command: async (name: string, input: unknown) => (commands.push({ name, input }), ok()),
  })
  Object.assign(app.exchange, {
    async hold(callId: CallId, held: boolean) {
      const answer = answers.shift()!
      if (answer.ok) app.calls.move(callId, { kind: 'held', held, at: monday })
      return answer
    },
  })
  const dialled = dialContact(app, { contactId: addPerson(app.archive, 'jane'), phoneNumberId: null })
  const callId = must(dialled).callId!
  app.calls.move(callId, { kind: 'answered', at: monday })
  const last = (name: string) => commands.findLast((each) => each.name === name)?.input
  return { app, callId, muted: () => [last('microphone.mute'), last('call.listen')] }
}

it('a hold that is refused leaves the call talking, heard again, and muted until the rep says otherwise', async () => {
  const { app, callId, muted } = talking(refusal)
  expect(await holdCall(app, { callId, held: true })).toEqual(refusal)
  expect(app.calls.byId(callId)).toMatchObject({ holding: false, held: false, muted: true })
  expect(muted()).toEqual([
    { callId, muted: true },
    { callId, listening: true },
  ])
})

it('a far end that does not come back stays on hold, with a sentence of its own', async () => {
  const { app, callId, muted } = talking(ok(), refusal, ok())
  await holdCall(app, { callId, held: true })
  expect(await holdCall(app, { callId, held: false })).toMatchObject({ trouble: { code: 'resume-refused' } })
  expect(app.calls.byId(callId)).toMatchObject({ holding: true, held: true })
  expect(muted()).toEqual([
    { callId, muted: true },
    { callId, listening: false },
  ])
  expect(await holdCall(app, { callId, held: false })).toEqual(ok())
  expect(app.calls.byId(callId)).toMatchObject({ holding: false, held: false, muted: false })
})

it('a hold that cannot be asked for now changes nothing', async () => {
  const { app, callId, muted } = talking(failed('move-refused'))
  await holdCall(app, { callId, held: true })
  expect(app.calls.byId(callId)).toMatchObject({ holding: false, held: false, muted: false })
  expect(muted()).toEqual([
    { callId, muted: false },
    { callId, listening: true },
  ])
})
