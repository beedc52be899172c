import { expect, it } from 'vitest'
import { dialContact } from '../../../main/call/dial-contact.ts'
import { holdCall } from '../../../main/call/hold-call.ts'
import type { House } from '../../../main/app-context.ts'
import type { CallId } from '../../../shared/ids.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { handMadeHouse } from '../../support/hand-made-house.ts'
import { must } from '../../support/must.ts'
import { addPerson, monday, practiceLine } from '../../support/temporary-archive.ts'

const refusal = failed('hold-refused', { reason: '488 Not Acceptable Here' })

/** An answered call whose far end answers each hold with the next of these. */
function talking(...answers: Result<null>[]): { house: House; callId: CallId; muted: () => unknown } {
  const { house } = handMadeHouse({ line: practiceLine, now: () => monday })
  const commands: { name: string; input: unknown }[] = []
  Object.assign(house.sound, {
    command: async (name: string, input: unknown) => (commands.push({ name, input }), ok()),
  })
  Object.assign(house.exchange, {
    async hold(callId: CallId, held: boolean) {
      const answer = answers.shift()!
      if (answer.ok) house.calls.move(callId, { kind: 'held', held, at: monday })
      return answer
    },
  })
  const dialled = dialContact(house, { contactId: addPerson(house.archive, 'jane'), phoneNumberId: null })
  const callId = must(dialled).callId!
  house.calls.move(callId, { kind: 'answered', at: monday })
  const last = (name: string) => commands.findLast((each) => each.name === name)?.input
  return { house, callId, muted: () => [last('microphone.mute'), last('call.listen')] }
}

it('a hold that is refused leaves the call talking, heard again, and muted until the rep says otherwise', async () => {
  const { house, callId, muted } = talking(refusal)
  expect(await holdCall(house, { callId, held: true })).toEqual(refusal)
  expect(house.calls.byId(callId)).toMatchObject({ holding: false, held: false, muted: true })
  expect(muted()).toEqual([
    { callId, muted: true },
    { callId, listening: true },
  ])
})

it('a far end that does not come back stays on hold, with a sentence of its own', async () => {
  const { house, callId, muted } = talking(ok(), refusal, ok())
  await holdCall(house, { callId, held: true })
  expect(await holdCall(house, { callId, held: false })).toMatchObject({ trouble: { code: 'resume-refused' } })
  expect(house.calls.byId(callId)).toMatchObject({ holding: true, held: true })
  expect(muted()).toEqual([
    { callId, muted: true },
    { callId, listening: false },
  ])
  expect(await holdCall(house, { callId, held: false })).toEqual(ok())
  expect(house.calls.byId(callId)).toMatchObject({ holding: false, held: false, muted: false })
})

it('a hold that cannot be asked for now changes nothing', async () => {
  const { house, callId, muted } = talking(failed('move-refused'))
  await holdCall(house, { callId, held: true })
  expect(house.calls.byId(callId)).toMatchObject({ holding: false, held: false, muted: false })
  expect(muted()).toEqual([
    { callId, muted: false },
    { callId, listening: true },
  ])
})
