import type { CallView, DeskState } from '../../shared/contract/bridge.ts'
import { dialCall } from '../../shared/call/new-call.ts'
import type { CallCheck } from '../../shared/contract/call-check.ts'
import type { Attempt } from '../../shared/contract/attempt.ts'
import type { Outcome } from '../../shared/call/outcome.ts'
import type { ContactCard, QueueItem } from '../../shared/contract/contact.ts'
import type { FollowUp } from '../../shared/contract/follow-up.ts'
import {
  attemptIdSchema, callIdSchema, contactIdSchema, followUpIdSchema, lineIdSchema, phoneNumberIdSchema,
  recordingIdSchema,
} from '../../shared/ids.ts' // prettier-ignore
import type { LineEntry, Lines } from '../../shared/contract/line-bridge.ts'
import { usualSettings } from '../../shared/contract/settings-bridge.ts'
import type { Line, LineState } from '../../shared/contract/line.ts'
import { lineDefaults } from '../../shared/line/line-defaults.ts'
import { usualSound, type SoundDevices } from '../../shared/audio/sound-settings.ts'
import type { Recording } from '../../shared/contract/recording.ts'

/** An afternoon at the desk, for previews and tests: Tuesday 24 November 2026, 14:41 in Toronto and New York. */
export const now = Date.UTC(2026, 10, 24, 19, 41)
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

const short = (name: string) => name.toLowerCase().replaceAll(' ', '-').slice(0, 40)
export const contactId = (name: string) => contactIdSchema.parse(`contact-${short(name)}`)

export const recordings: Recording[] = [
  {
    recordingId: recordingIdSchema.parse('recording-1'),
    name: 'Roundtable invite',
    durationMs: 11_200,
    script:
      'Hi, this is Sam from Afterbeep. We host a small roundtable on late shipments next month, and I would like you there. I’ll follow up this week; to talk sooner, call me back at this number.',
  },
  {
    recordingId: recordingIdSchema.parse('recording-2'),
    name: 'The audit checklist',
    durationMs: 22_400,
    script: 'Hi, Sam from Afterbeep. I have a two-page checklist from the last audit round that your team can use.',
  },
]

export const practiceLine: LineState = {
  line: {
    lineId: lineIdSchema.parse('practice'),
    kind: 'practice',
    name: 'Practice line',
    server: '',
    domain: '',
    user: 'rep',
    authUser: '',
    callerName: '',
    ...lineDefaults,
    hideMethod: { kind: 'prefix', prefix: '*67' },
  },
  state: 'registered',
  acceptedAt: now - 4 * minute,
  registeredUntil: now + 11 * minute,
  retryAt: null,
  trouble: null,
}

export const mainLine: LineState = {
  ...practiceLine,
  line: {
    lineId: lineIdSchema.parse('line-1'),
    kind: 'sip',
    name: 'Main line',
    server: 'wss://pbx.example.com',
    domain: '',
    user: '1001',
    authUser: '',
    callerName: 'Sam Reyes',
    ...lineDefaults,
  },
}

/** The lines of a desk on which this one is in use. */
export function linesOf(inUse: Line, more: Partial<Lines> = {}, others: readonly Line[] = []): Lines {
  const entry = (line: Line): LineEntry => ({
    line,
    inUse: line === inUse,
    password: 'keyring',
    iceCredentials: line.iceServers.map(() => true),
  })
  const lines = [practiceLine.line!, inUse, ...others]
  return { entries: [...new Set(lines)].map(entry), keeping: 'safe', test: null, refused: [], ...more }
}

let attempts = 0
export function attempt(startedAt: number, outcome: Outcome | null, more: Partial<Attempt> = {}): Attempt {
  attempts += 1
  return {
    attemptId: attemptIdSchema.parse(`attempt-${attempts}`),
    number: '+14163453453',
    startedAt,
    answeredAt: null,
    endedAt: startedAt + 30_000,
    outcome,
    hidden: false,
    recordingId: null,
    recordingName: null,
    recordingVersion: null,
    recordingMs: null,
    playedMs: null,
    armedBy: null,
    answer: null,
    heard: false,
    quality: null,
    ...more,
  }
}

export function followUp(more: Partial<FollowUp> = {}): FollowUp {
  return {
    followUpId: followUpIdSchema.parse('follow-up-1'),
    kind: 'call',
    name: '',
    promise: false,
    asked: false,
    dueAt: now + 2 * day + 2 * hour,
    dueUntil: now + 2 * day + 3 * hour,
    recordingId: recordings[0]!.recordingId,
    hidden: false,
    why: [
      'Evening: 5 of 7 tries were mornings.',
      'Thursday has not been tried yet.',
      'Message 3 of the series is one she has not heard.',
    ],
    ...more,
  }
}

const left = {
  recordingId: recordings[0]!.recordingId,
  recordingName: 'Roundtable invite',
  recordingVersion: 1,
  recordingMs: 11_200,
  playedMs: 11_200,
}

/** Nothing was said, promised or asked for. */
export function assistant(more: Partial<ContactCard['assistant']> = {}): ContactCard['assistant'] {
  return {
    notes: [],
    noteCount: 0,
    promises: [],
    asked: null,
    gatekeeper: [],
    suggested: null,
    said: null,
    step: null,
    beside: null,
    mayPromise: null,
    paused: null,
    bestTimes: [],
    enrolment: null,
    ...more,
  }
}

export function card(name = 'Jane Adams', more: Partial<ContactCard> = {}): ContactCard {
  return {
    contactId: contactId(name),
    name,
    title: 'Head of Operations',
    company: 'Northwind Traders',
    timeZone: 'America/Toronto',
    place: 'Toronto',
    numbers: [
      {
        phoneNumberId: phoneNumberIdSchema.parse('number-1'),
        number: '+14163453453',
        shown: '+1 416 345 3453',
        kind: 'direct',
        keys: '',
        byName: '',
      },
    ],
    tags: ['prequalified'],
    dealValue: null,
    referrer: '',
    region: '',
    clockIsGuess: '',
    consent: 'unknown',
    doNotCall: [],
    cadence: {
      name: 'Commercial',
      tries: 7,
      maxTries: 12,
      messageRule: 'A different message of the series at every unanswered call',
      stopped: null,
    },
    attempts: [
      attempt(now - 1 * day - 4 * hour, 'no-answer'),
      attempt(now - 4 * day - 5 * hour, 'voicemail-dropped', { ...left, heard: true }),
      attempt(now - 5 * day - 4 * hour, 'busy'),
      attempt(now - 6 * day - 6 * hour, 'voicemail-cut-off', { ...left, playedMs: 8_300, heard: true }),
      attempt(now - 7 * day - 5 * hour, 'no-answer', { hidden: true }),
      attempt(now - 8 * day + 1 * hour, 'answered', {
        answeredAt: now - 8 * day + hour,
        endedAt: now - 8 * day + hour + 132_000,
      }),
      attempt(now - 11 * day - 5 * hour, 'failed'),
      attempt(now - 13 * day - 5 * hour, 'no-answer'),
      attempt(now - 20 * day - 5 * hour, 'no-answer'),
    ],
    received: [],
    next: followUp(),
    assistant: assistant(),
    ...more,
  }
}

function row(
  name: string,
  company: string,
  section: QueueItem['section'],
  why: string,
  more: Partial<QueueItem> = {},
): QueueItem {
  return {
    contactId: contactId(name),
    name,
    notBefore: null,
    company,
    kind: 'call',
    section,
    dueAt: now - hour,
    dueUntil: now + hour,
    tryNumber: 1,
    promise: section === 'promised',
    why,
    reasons: [why],
    late: null,
    ...more,
  }
}

export const items: QueueItem[] = [
  row('Priya Raman', 'Fabrikam', 'promised', '“I’ll send the audit and call Thursday”', { dueAt: now - 2 * day - hour, dueUntil: now - 2 * day, tryNumber: 4 }),
  row('Tom Okafor', 'Contoso', 'promised', 'Asked to be called after his board meeting', { dueAt: now + 19 * minute, dueUntil: now + hour, tryNumber: 2 }),
  row('Jane Adams', 'Northwind Traders', 'now', 'Afternoon: 5 of 7 tries were mornings', { tryNumber: 8 }),
  row('Luis Ferreira', 'Adventure Works', 'now', 'Reception: in on Tuesdays and Thursdays after 4', { tryNumber: 3 }),
  row('Hannah Weiss', 'Litware', 'now', '10 unanswered: leave message 1, “Roundtable”', { tryNumber: 11 }),
  row('Marcus Bell', 'Tailspin Toys', 'now', 'Window closes in 25 min (Chicago, 1:41 pm)', { tryNumber: 2 }),
  row('Aiko Tanabe', 'Wingtip', 'now', 'Letter 2 of “Commercial”, before try 5', { kind: 'letter', tryNumber: 5 }),
  row('Dana Kowalski', 'Proseware', 'later', 'Evening, not tried yet', { dueAt: now + 3 * hour, dueUntil: now + 4 * hour, tryNumber: 6 }),
  row('Sam Whitfield', 'Lucerne', 'later', 'Denver: 4 pm there', { dueAt: now + 2 * day, dueUntil: now + 2 * day + hour, tryNumber: 9 }),
  row('Noor Haddad', 'Margie’s Travel', 'new', 'New today, prequalified'),
] // prettier-ignore

export function call(phase: CallView['phase'], more: Partial<CallView> = {}): CallView {
  const name = more.name ?? 'Jane Adams'
  const answered = phase !== 'dialling' && phase !== 'ringing'
  const dialled = dialCall({
    callId: callIdSchema.parse(`call-${short(name)}`),
    attemptId: attemptIdSchema.parse(`attempt-${short(name)}`),
    contactId: contactId(name),
    lineId: lineIdSchema.parse('practice'),
    number: '+14163453453',
    presented: { asksFor: { kind: 'shown' }, askedBy: '' },
    dialledAt: now - 21_000,
  })
  return {
    ...dialled,
    phase,
    rangAt: phase === 'dialling' ? null : now - 19_000,
    answeredAt: answered ? now - 9_000 : null,
    endedAt: phase === 'ended' ? now : null,
    endedBy: phase === 'ended' ? 'rep' : null,
    name,
    company: 'Northwind Traders',
    freesAtOnce: false,
    dropCheck: { verdict: 'allowed', answers: [], needsReason: false },
    ...more,
  }
}

/** A call whose message is being left. */
export function leaving(name: string, phase: 'ringing' | 'waiting' | 'playing' | 'draining', playedMs = 0): CallView {
  const started = phase === 'playing' || phase === 'draining'
  return call(phase, {
    name,
    drop: drop({ playedMs, startedAt: started ? now - playedMs : null, startReason: started ? 'beep' : null }),
  })
}

export function drop(more: Partial<NonNullable<CallView['drop']>> = {}): NonNullable<CallView['drop']> {
  return {
    recordingId: recordings[0]!.recordingId,
    recordingName: 'Roundtable invite',
    durationMs: 11_200,
    pressedAt: now - 6_000,
    freedAt: now - 6_000,
    handBack: null,
    startedAt: null,
    startReason: null,
    playedMs: 0,
    whole: false,
    ...more,
  }
}

const headset = { deviceId: 'headset', label: 'Jabra Evolve2 40 (0b0e:2e4a)' }
const laptop = { deviceId: 'laptop', label: 'Built-in Audio Analog Stereo' }

/** A laptop with a headset. */
export const soundDevices: SoundDevices = {
  microphones: [headset, laptop],
  speakers: [headset, laptop],
  using: { microphone: headset, speaker: headset, ringer: laptop },
}

export function desk(more: Partial<DeskState> = {}): DeskState {
  return {
    now,
    line: practiceLine,
    lines: linesOf(more.line?.line ?? practiceLine.line!),
    calls: [],
    qualities: [],
    queue: {
      items,
      counts: { promised: 2, callback: 0, now: 5, between: 0, later: 23, new: 1, none: 0 },
      pausedUntil: null,
      today: { tries: 18, reached: 3, messagesTried: 11, messagesLeft: 9, done: 14, left: 9 },
    },
    card: card(),
    recordings,
    queuedDial: null,
    incoming: { ringing: [], doNotDisturb: false, answering: { autoAnswer: false, forwardTo: '' } },
    hideTrial: { run: null, last: null },
    sound: { settings: usualSound, devices: soundDevices },
    settings: { ...usualSettings, dialOnForbiddenBy: null },
    folded: [],
    notice: null,
    ...more,
  }
}

/** What main says of a call that nothing stands against; `more` holds for every caller ID. */
export function checksOf(more: Partial<CallCheck>, suggested: 'shown' | 'hidden' = 'shown') {
  const nothing = { verdict: 'allowed', answers: [] } as const
  const check = (callerId: CallCheck['callerId'], inWords: string, target = '+14163453453'): CallCheck => ({
    number: '+14163453453',
    suggested: { kind: suggested },
    callerId,
    target,
    inWords,
    impossible: null,
    emergency: false,
    call: { ...nothing, answers: [] },
    drop: { ...nothing, answers: [] },
    needsReason: false,
    ...more,
  })
  const answers = {
    shown: check({ kind: 'shown' }, 'Your number is shown.'),
    hidden: check({ kind: 'hidden' }, 'Hidden number requested: asked by *67.', '*67+14163453453'),
    number: check({ kind: 'number', number: '+14165550100' }, '+14165550100 requested to be shown: asked by From.'),
  }
  return { ...answers, suggested: answers[suggested] }
}
