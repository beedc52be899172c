import type { Page } from '@playwright/test'
import type { CallView, DeskState } from '../../shared/contract/bridge.ts'
import type { Doubt } from '../../shared/contract/call.ts'
import type { RuleAnswer } from '../../shared/contract/rule-answer.ts'
import type { RingingCall } from '../../shared/contract/received-call.ts'
import type { CallId } from '../../shared/ids.ts'
import type { DeskPreview, PreviewOptions } from './desk-preview.ts'
import { attempt, call, card, checksOf, contactId, desk, drop, followUp, items, leaving, mainLine, now, practiceLine } from './desk-samples.ts' // prettier-ignore
import { attemptId, ended, endedCard, known } from './outcome-samples.ts'

/* What a rep meets in a day, as tables: for the tests that hold in every scene and size, and for pictures. */

export interface Scene {
  readonly name: string
  readonly state: Partial<DeskState>
  readonly options?: PreviewOptions
  /** Keys pressed once the desk is open, one after the other. */
  readonly keys?: readonly string[]
  /** Typed after the keys. */
  readonly typed?: string
  /** What more happens, once the keys are pressed. */
  readonly after?: (preview: DeskPreview) => Promise<void>
}

/** The sizes of a window: the usual two of laptops, a small one, and 1280 x 720 at 200 %. */
export const sizes = [
  [1280, 720],
  [1366, 768],
  [800, 600],
  [640, 360],
] as const

const long = {
  name: `Maximiliana-Theodora ${'von und zu Hohenstein-Waldburg-Zeil '.repeat(5)}`.slice(0, 200),
  company: 'Konstantinopolitanische Dampfschifffahrtsgesellschaft & Partners International Holdings',
}

/** The contact of a call that is up. */
export function talkingCard(more: Partial<ReturnType<typeof card>> = {}) {
  const before = card('Jane Adams', more)
  const last = attempt(now - 21_000, null, { attemptId, answeredAt: now - 9_000, endedAt: null })
  return { ...before, attempts: [last, ...before.attempts] }
}

/** The contact of a call that came in and is up. */
function calledCard() {
  const { callId } = call('talking')
  const came = {
    callId,
    number: '+14165550101',
    startedAt: now - 20_000,
    answeredAt: now - 9_000,
    endedAt: null,
  } as const
  const nothingYet = { outcome: null, forwardedTo: null, causedBy: null, creditedFrom: null, said: null, quality: null }
  return card('Jane Adams', { received: [{ ...came, ...nothingYet }] })
}

const cadenceForbids = { next: followUp({ recordingId: null, why: ['No message until 10 unanswered calls: 7 so far.'] }) } // prettier-ignore
const hidden = { presented: { asksFor: { kind: 'hidden' }, askedBy: 'asked by *67' } } as const

export const usMobile: RuleAnswer = {
  rule: 'recorded-message',
  verdict: 'warn',
  reason:
    'This may be a mobile in the United States: a recorded message to one needs the prior express consent of whoever is called, written where it advertises.',
  source: '47 CFR 64.1200(a)(1)(iii), https://www.ecfr.gov/current/title-47/section-64.1200',
  readOn: '2026-11-22',
  instead: 'Speak the message yourself, or ask for consent and note it under the contact.',
  locked: false,
}
const tooEarly: RuleAnswer = {
  rule: 'calling-hours',
  verdict: 'warn',
  reason: 'Calls to Canada are for 9:00 to 21:30 on weekdays. It is Tuesday, 7:41 there.',
  source: 'CRTC, https://crtc.gc.ca/eng/phone/telemarketing/',
  readOn: '2026-11-22',
  instead: 'Call from 9:00, their time.',
  locked: false,
}
/** The call is to Jane, whatever the name is that is shown. */
const ofJane = { contactId: contactId('Jane Adams'), attemptId }
const warnedDrop = (needsReason: boolean): Partial<CallView> => ({
  dropCheck: { verdict: 'warn', answers: [usMobile], needsReason },
})

const luisRings: RingingCall = {
  callId: 'in-1' as CallId,
  contactId: contactId('Luis Ferreira'),
  name: 'Luis Ferreira',
  company: 'Ferreira Logistics',
  number: '+1 312 555 0102',
  callerName: null,
  otherwise: null,
  timeZone: 'America/Chicago',
  place: 'Chicago',
  stranger: false,
  startedAt: now - 4_000,
  line: 'Practice line',
  lastAttempt: attempt(now - 20 * 3_600_000, 'voicemail-dropped', { recordingName: 'Roundtable invite' }),
  promised: null,
  next: followUp({ promise: true, why: ['Promised for Tuesday 24 November.'] }),
  doNotCall: false,
}
const rings = { incoming: { ...desk().incoming, ringing: [luisRings] } }

const manyItems = Array.from({ length: 300 }, (_, at) => ({
  ...items[9]!,
  contactId: contactId(`Contact ${at}`),
  name: `Contact ${at}`,
}))
const many: Partial<DeskState> = {
  queue: { ...desk().queue, items: [...items, ...manyItems], counts: { ...desk().queue.counts, new: 301 } },
}
const manyCards = [...items, ...manyItems].map(({ name }) => card(name))

const talking: Partial<DeskState> = { calls: [call('talking')], card: talkingCard({ assistant: endedCard(known).assistant }) } // prettier-ignore
const untilRead = {
  'promise.understand': { ok: true, value: { dueAt: now + 86_400_000, dueUntil: now + 90_000_000, inWords: 'Wednesday 25 November, at any time' } }, // prettier-ignore
} as const

/** Levels of a sound as it is heard, ten a second. */
async function hear({ page, happens }: DeskPreview): Promise<void> {
  const { callId } = call('talking')
  for (let at = 0; at < 90; at += 1) {
    await happens('levels.changed', [{ callId, farEnd: 0.6 * Math.abs(Math.sin(at / 7)), microphone: 0.1 }])
  }
  await page.locator('canvas').first().waitFor()
}

/** Armed ahead of the answer: the rep is in the call still. */
export const standsBy: Partial<CallView> = { drop: drop({ freedAt: null }) }

/** A message that was left alone met what does not fit a voicemail. */
export function comesBack(name: string, doubt: Doubt): CallView {
  return call('waiting', { name, drop: drop({ handBack: { askedAt: now - 2_000, doubt } }) })
}

export const scenes: readonly Scene[] = [
  { name: 'a contact to call', state: {} },
  {
    name: 'three hundred contacts, at the end of the list',
    state: many,
    options: { cards: manyCards },
    after: toTheEnd,
  },
  { name: 'a hidden call that a rule warns of', state: { line: mainLine }, options: { checks: checksOf({ call: { verdict: 'warn', answers: [tooEarly] }, needsReason: true }, 'hidden') } }, // prettier-ignore
  { name: 'ringing', state: { calls: [call('ringing', hidden)], card: talkingCard() } },
  { name: 'talking', state: talking, after: hear },
  { name: 'talking where the cadence leaves no message', state: { calls: [call('talking', hidden)], card: talkingCard(cadenceForbids) } }, // prettier-ignore
  { name: 'talking where a rule warns of the drop', state: { line: mainLine, calls: [call('talking', { ...warnedDrop(true), ...hidden, ...long, ...ofJane })], card: talkingCard({ ...cadenceForbids, ...long, assistant: endedCard(known).assistant }) } }, // prettier-ignore
  { name: 'the promise of a call', state: talking, keys: ['.'], options: { answers: untilRead } },
  { name: 'the keypad of a call', state: talking, keys: ['j'] },
  { name: 'a transfer', state: talking, keys: ['u'] },
  { name: 'somebody calls during a call', state: { ...talking, ...rings } },
  { name: 'somebody calls', state: rings },
  { name: 'one on hold beside the call', state: { ...talking, calls: [call('talking', { name: 'Tom Okafor', holding: true, held: true, heldAt: now - 42_000 }), call('talking')] } }, // prettier-ignore
  {
    name: 'a call that came in',
    state: { calls: [call('talking', { direction: 'in', attemptId: null })], card: calledCard() },
  },
  { name: 'free, while the message is being left', state: { calls: [leaving('Jane Adams', 'waiting')] } },
  { name: 'messages being left, and something said', state: { calls: [leaving('Priya Raman', 'playing', 4000), call('waiting', { name: long.name, drop: drop() }), ended], card: endedCard({ ...known, suggested: null, said: { attemptId, outcome: 'interested', before: 'answered' } }) } }, // prettier-ignore
  { name: 'a drop that stands by while it rings', state: { calls: [call('ringing', standsBy)], card: talkingCard() } },
  { name: 'a drop that stands by in the call', state: { calls: [call('talking', standsBy)], card: talkingCard() } },
  { name: 'a call that comes back', state: { calls: [comesBack('Priya Raman', 'speech')] } },
  { name: 'a call that comes back, with a long name, among messages', state: { calls: [leaving('Jane Adams', 'playing', 4000), comesBack(long.name, 'person')] } }, // prettier-ignore
  { name: 'a call that ended', state: { calls: [ended], card: endedCard(known) } },
  { name: 'a call that failed', state: { calls: [call('ended', { trouble: { code: 'line-unreachable', about: { address: 'ws://127.0.0.1:34725' } } as never, answeredAt: null })] } }, // prettier-ignore
  { name: 'a long name', state: { card: card('Jane Adams', long) } },
  { name: 'nobody', state: { card: null, queue: { ...desk().queue, items: [] } } },
  { name: 'a pause of everything', state: {}, keys: ['<'] },
  { name: 'the menu', state: {}, after: async ({ page }) => page.getByRole('button', { name: 'Menu' }).click() },
  { name: 'the palette', state: {}, keys: ['Control+k'] },
  { name: 'the shortcuts', state: {}, keys: ['?'] },
  { name: 'the line', state: { line: practiceLine }, keys: ['l'] },
  { name: 'the sound', state: {}, keys: [','] },
  { name: 'a number to dial', state: {}, keys: ['/'] },
]

async function toTheEnd({ page }: DeskPreview): Promise<void> {
  const rows = page.getByRole('option')
  if (!(await rows.first().isVisible())) return
  await rows.first().click()
  await page.keyboard.press('End')
}

/** Plays a scene on an open desk. */
export async function play(scene: Scene, preview: DeskPreview): Promise<void> {
  const { page } = preview
  for (const key of scene.keys ?? []) await page.keyboard.press(key)
  if (scene.typed) await page.keyboard.type(scene.typed)
  await scene.after?.(preview)
  await settled(page)
}

/** Two frames: what was asked for has been drawn. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}
