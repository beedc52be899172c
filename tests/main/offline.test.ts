import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { putLineInUse } from '../../main/archive/lines.ts'
import { openHandlers } from '../../main/handlers.ts'
import { openApp } from '../../main/open-app.ts'
import { practiceLine } from '../../main/line/use-line.ts'
import { presetNamed } from '../../shared/cadence/cadence-presets.ts'
import type { CadenceId, ContactId, LineId } from '../../shared/ids.ts'
import { failed } from '../../shared/result.ts'
import { recordAttempt } from '../../main/call/record-attempt.ts'
import { appPorts } from '../support/app-ports.ts'
import { must } from '../support/must.ts'
import { dialled, rangOut } from '../support/temporary-archive.ts'

/* The cable is pulled: the line's server does not answer, and there is no sound room. Everything but calls goes on. */

const jane = 'practice-jane-adams' as ContactId

/** A port of this machine that nobody listens on. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

test('with the cable pulled the rep searches, says outcomes, promises, imports and edits cadences', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterbeep-offline-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const states: string[] = []
  let lineChanged = () => {}
  const opened = must(
    await openApp({
      ...appPorts(folder),
      forkPractice: () => {
        throw new Error('the practice line is not in use')
      },
      command: async () => failed('sound-room-down'),
      tellDesk: () => {},
      lineChanged: ({ state }) => {
        states.push(state)
        lineChanged()
      },
    }),
  )
  onTestFinished(() => opened.close())
  const { app } = opened
  putLineInUse(app.archive, {
    ...practiceLine,
    lineId: 'office' as LineId,
    kind: 'sip',
    name: 'Office',
    server: `ws://127.0.0.1:${await deadPort()}`,
    user: '1001',
  })
  const handlers = openHandlers(app)
  const isDead = new Promise<void>((resolve) => {
    lineChanged = () => {
      if (states.at(-1) === 'trouble') resolve()
    }
  })
  await opened.start()
  await isDead

  const { found } = must(await handlers['contacts.search']({ text: 'jane' }))
  expect(found.map(({ contactId }) => contactId)).toContain(jane)
  expect((await handlers['call.dial']({ contactId: jane, phoneNumberId: null })).ok).toBe(false)

  const call = dialled(app.archive, 'before', jane, Date.now() - 60_000, {
    phoneNumberId: must(await handlers['contact.show']({ contactId: jane })).numbers[0]!.phoneNumberId,
    lineId: 'office' as LineId,
  })
  must(recordAttempt(app.archive, rangOut(call), { now: Date.now(), random: () => 0.5, newId: app.newId }))
  const said = await handlers['outcome.say']({
    attemptId: call.attemptId,
    outcome: 'gatekeeper',
    note: '',
    notNowUntil: null,
    gatekeeper: null,
  })
  expect(must(said).outcome).toBe('gatekeeper')

  const promised = must(
    await handlers['promise.make']({
      contactId: jane,
      attemptId: null,
      kind: 'call',
      words: 'the offer',
      when: { by: 'key', key: 'tomorrow' },
    }),
  )
  expect(promised.inWords).not.toBe('')
  expect(must(await handlers['contact.show']({ contactId: jane })).assistant.promises).toHaveLength(1)

  const bytes = new TextEncoder().encode('Name,Company,Phone\nNora Nagel,Nagel GmbH,+1 212 555 0117\n')
  must(await handlers['import.open']({}))
  must(await handlers['import.take']({ fileName: 'list.csv', bytes }))
  must(await handlers['import.check']({}))
  await expect.poll(() => app.imports.step).toBe('checked')

  const cadence = { ...presetNamed('Commercial'), cadenceId: 'mine' as CadenceId, name: 'Mine', maxTries: 3 }
  const request = { cadence, seriesId: null }
  const preview = must(await handlers['cadence.preview']({ ...request, timeZone: 'Europe/Berlin', tags: [] }))
  expect(preview.steps.filter(({ kind }) => kind === 'call')).toHaveLength(3)
  must(await handlers['cadence.save'](request))
  expect(must(await handlers['cadence.list']({})).cadences.map(({ cadence: { name } }) => name)).toContain('Mine')
  expect(states.at(-1)).not.toBe('registered')
})
