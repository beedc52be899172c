import type { CallView } from '../../shared/contract/bridge.ts'
import type { AttemptId, CallId } from '../../shared/ids.ts'
import { openDeskPreview } from '../support/desk-preview.ts'
import { attempt, call, card, contactId, desk, drop, items, now } from '../support/desk-samples.ts'

/*
 * How many keys a call costs in session mode: fifteen new contacts, worked by keyboard on the real desk. What the calls do is
 * told by this script in main's place; keys are pressed, and counted, here only. Typed text is not counted.
 */

type Ending = 'voicemail' | 'busy' | 'noAnswer' | 'interestedPromiseNote'
const endings: readonly Ending[] = ['voicemail', 'busy', 'noAnswer', 'interestedPromiseNote']
const people = Array.from({ length: 15 }, (_, at) => `Imported Person ${at + 1}`)
const item = items.find(({ section }) => section === 'new')!
const row = (name: string) => ({ ...item, contactId: contactId(name), name })

export async function bench(): Promise<void> {
  const queueWithout = (gone: number) => ({ ...desk().queue, items: people.slice(gone).map(row) })
  const time = { dueAt: now + 86_400_000, dueUntil: now + 90_000_000, inWords: 'Wednesday 25 November' }
  const preview = await openDeskPreview(desk({ queue: queueWithout(0), card: card(people[0]!) }), {
    cards: people.map((name) => card(name)),
    answers: {
      'promise.understand': { ok: true, value: time },
      'note.write': { ok: true, value: { noteId: 'note-1' } },
    },
  })
  const { page, asked, tell } = preview
  const keys = { voicemail: [] as number[], busy: [] as number[], noAnswer: [] as number[], interestedPromiseNote: [] as number[] } // prettier-ignore
  let pressed = 0
  const press = async (key: string) => {
    pressed += 1
    await page.keyboard.press(key)
  }
  const count = async (name: string) => (await asked()).filter((one) => one.name === name).length
  const until = async (isSo: () => Promise<boolean>) => {
    const before = Date.now()
    while (!(await isSo())) {
      if (Date.now() - before > 20_000) throw new Error('The desk did not do what it was to do within 20 s')
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
    }
  }

  await page.keyboard.press('>')
  await page.keyboard.press('Enter')
  for (const [at, name] of people.entries()) {
    await until(async () => (await count('call.dial')) === at + 1)
    const ending = endings[at % endings.length]!
    const ids = { callId: `call-${at}` as CallId, attemptId: `attempt-of-${at}` as AttemptId, name }
    const up = (phase: CallView['phase'], more: Partial<CallView> = {}) => call(phase, { ...ids, ...more })
    const cardWith = (outcome: 'interested' | null) => {
      const last = attempt(now, outcome, { attemptId: ids.attemptId, answeredAt: now })
      const known = card(name)
      const said = outcome && { attemptId: ids.attemptId, outcome, before: 'answered' as const }
      return { ...known, attempts: [last, ...known.attempts], assistant: { ...known.assistant, said } }
    }
    await tell('card', cardWith(null))
    await tell('calls', [up('ringing')])
    await tell('queue', queueWithout(at + 1))
    pressed = 0
    if (ending === 'busy') await tell('calls', [up('ended', { answeredAt: null, sipStatus: 486, endedBy: 'far-end' })]) // prettier-ignore
    if (ending === 'voicemail') {
      await tell('calls', [up('talking')])
      const drops = await count('call.drop')
      await press('d')
      await until(async () => (await count('call.drop')) === drops + 1)
      await tell('calls', [up('waiting', { drop: drop() })])
    }
    if (ending === 'noAnswer') {
      const ends = await count('call.hangUp')
      // A nervous second Esc is no key that is needed: this is the first since the last call.
      await press('Escape')
      await until(async () => (await count('call.hangUp')) === ends + 1)
      await tell('calls', [up('ended', { answeredAt: null, endedBy: 'rep' })])
    }
    if (ending === 'interestedPromiseNote') {
      await tell('calls', [up('talking', { conversationAt: now })])
      await press('1')
      await tell('card', cardWith('interested'))
      await press('.')
      await page.getByRole('dialog').waitFor()
      await until(() => page.getByRole('dialog').getByRole('button', { name: 'Promise', exact: true }).isEnabled())
      await press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await press(';')
      await page.keyboard.type('budget in spring')
      await press('Escape')
      await tell('calls', [up('ended', { conversationAt: now, endedBy: 'far-end' })])
      // What was noted waits for the rep.
      if (at + 1 < people.length) await press('Enter')
    }
    keys[ending].push(pressed)
  }
  await preview.close()
  const of = (ending: Ending) => Math.max(...keys[ending])
  console.log(
    JSON.stringify({
      bench: 'keys',
      calls: people.length,
      voicemail: of('voicemail'),
      busy: of('busy'),
      noAnswer: of('noAnswer'),
      interestedPromiseNote: of('interestedPromiseNote'),
    }),
  )
}
