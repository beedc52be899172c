import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { dueReminders } from '../../../main/archive/reminders.ts'
import type { AppContext } from '../../../main/app-context.ts'
import { endPromise, makePromise } from '../../../main/cadence/keep-promises.ts'
import { remind } from '../../../main/cadence/remind.ts'
import { openReminders, type ReminderPorts } from '../../../main/shell/show-reminders.ts'
import type { Phase } from '../../../shared/contract/call.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { must } from '../../support/must.ts'
import { addPerson, countedIds, furnish, temporaryArchive } from '../../support/temporary-archive.ts'

/* What has become due is said by the system, each once, and not while the rep is in a call or is not to be disturbed. */

const jane = 'jane' as ContactId
const start = Date.UTC(2026, 10, 23, 15)
const hour = 3_600_000

function office() {
  const archive = temporaryArchive()
  furnish(archive)
  const newId = countedIds()
  const said: string[][] = []
  const state = { now: start, phases: [] as Phase[], quiet: { on: false } }
  const app = {
    archive,
    now: () => state.now,
    calls: { all: () => state.phases.map((phase) => ({ phase, drop: null })) },
    quiet: state.quiet,
    remind: (due: { name: string }[]) => said.push(due.map(({ name }) => name)),
  } as unknown as AppContext
  const promise = (contactId: ContactId, dueAt: number) => {
    const made = makePromise(
      archive,
      {
        contactId,
        attemptId: null,
        kind: 'call',
        words: 'the offer',
        when: { by: 'window', dueAt, dueUntil: dueAt + hour },
      },
      { now: state.now, random: () => 0.5, newId },
    )
    return must(made).promiseId
  }
  return { archive, app, state, said, promise, newId }
}

it('a promise is said when it is due, and once', () => {
  const { archive, app, state, said, promise } = office()
  addPerson(archive, jane)
  promise(jane, start + hour)
  remind(app)
  expect(said).toEqual([])
  state.now += hour
  remind(app)
  remind(app)
  expect(said).toHaveLength(1)
  expect(dueReminders(archive, { now: state.now + hour, limit: 10 })).toEqual([])
})

it('what becomes due during a call, or while nobody may disturb, is said afterwards, unless it is done by then', () => {
  const { archive, app, state, said, promise, newId } = office()
  addPerson(archive, jane)
  const first = promise(jane, start + hour)
  promise(jane, start + hour)
  state.now += 2 * hour
  state.phases = ['talking']
  remind(app)
  state.phases = []
  state.quiet.on = true
  remind(app)
  expect(said).toEqual([])
  endPromise(archive, first, 'kept', { now: state.now, random: () => 0.5, newId })
  state.quiet.on = false
  remind(app)
  expect(said).toHaveLength(1)
  expect(said[0]).toHaveLength(1)
})

function shownBy() {
  const shown: (EventEmitter & {
    title: string
    body: string
    actions: { text: string }[]
    timeoutType: string | undefined
  })[] = []
  const pressed: string[] = []
  class Notification extends EventEmitter {
    static isSupported = () => true
    readonly title: string
    readonly body: string
    readonly actions: { text: string }[]
    readonly timeoutType: string | undefined
    constructor(given: { title: string; body: string; actions: { text: string }[]; timeoutType?: string }) {
      super()
      const { title, body, actions } = given
      this.timeoutType = given.timeoutType
      this.title = title
      this.body = body
      this.actions = actions
    }
    show() {
      shown.push(this)
    }
  }
  const say = openReminders({
    Notification: Notification as unknown as ReminderPorts['Notification'],
    show: (contactId) => void pressed.push(`show ${contactId}`),
    call: (contactId) => void pressed.push(`call ${contactId}`),
    failed: (reason) => void pressed.push(`failed: ${reason}`),
    now: () => start,
  })
  return { say, shown, pressed }
}

const due = (name: string, more: object = {}) => ({
  about: name,
  contactId: name as ContactId,
  name,
  company: 'Northgate',
  promise: true,
  kind: 'call' as const,
  words: 'the offer',
  dueAt: start - 30 * hour,
  dueUntil: start - 25 * hour,
  ...more,
})

it('a reminder says whom, what and how late; pressed it shows them, and its button calls them', () => {
  const { say, shown, pressed } = shownBy()
  say([due('Jane'), due('Omar', { promise: false, words: '', dueUntil: start + hour })])
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ['You promised Jane a call', 'the offer · Northgate · Late by 1 day.'],
    ['Omar asked for a call now', 'Northgate'],
  ])
  shown[0]!.emit('click')
  shown[1]!.emit('action')
  expect(pressed).toEqual(['show Jane', 'call Omar'])
})

it('a letter has no button that calls, and many at once are one notification', () => {
  const { say, shown, pressed } = shownBy()
  say([due('Jane', { kind: 'letter' })])
  expect(shown[0]!.actions).toEqual([])
  say(['Jane', 'Omar', 'Ada', 'Luis', 'Ines'].map((name) => due(name, { promise: name !== 'Ines' })))
  expect([shown[1]!.title, shown[1]!.body]).toEqual([
    '4 promises and 1 call they asked for due',
    'Jane, Omar, Ada and 2 more',
  ])
  shown[1]!.emit('click')
  expect(pressed).toEqual(['show null'])
})

it('a reminder asks to stay, and one that the system does not show is told of', () => {
  const { say, shown, pressed } = shownBy()
  say([due('Jane')])
  expect(shown[0]!.timeoutType).toBe('never')
  shown[0]!.emit('failed', {}, 'not allowed')
  expect(pressed).toEqual(['failed: not allowed'])
})
