import type { CallMove } from '../../../shared/call/call-move.ts'
import type { Presentation } from '../../../shared/contract/caller-id.ts'
import { presentation, presentationInWords } from '../../../shared/line/presentation.ts'
import type {
  Displayed,
  CallerIdTest,
  CallerIdTestState,
  CallerIdTestRun,
} from '../../../shared/contract/caller-id-test.ts'
import { callIdSchema, type CallId } from '../../../shared/ids.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { outcomeOf } from '../../../shared/call/outcome.ts'
import { callerIdTestOf, saveCallerIdTest } from '../../archive/caller-id-tests.ts'
import { guard } from '../../archive/open.ts'
import { closeCallerIdTestCall, openCallerIdTestCall } from '../../archive/caller-id-test-calls.ts'
import type { AppContext } from '../../app-context.ts'

/**
 * The test under way, if there is one. Its calls are known to the exchange and to nobody else: they are no contact's,
 * so that no attempt is opened and no cadence moves. The hidden one is in the compliance log like any other.
 */
export interface CallerIdTester {
  run: Run | null
}

interface Run extends CallerIdTestRun {
  readonly line: Line
  /** What is dialled: `number` is for people. */
  readonly dialled: string
  readonly callId: CallId
  /** Something of the call may still be on the wire. */
  readonly isSettled: boolean
  readonly askedBy: string
  readonly whenShown: Displayed | null
  readonly rangAt: number | null
  readonly answeredAt: number | null
}

export function openCallerIdTester(): CallerIdTester {
  return { run: null }
}

/** Is the rep's mobile being called now? */
export function isCallerIdTestUp({ callerIdTester: { run } }: Pick<AppContext, 'callerIdTester'>): boolean {
  return run !== null && run.phase === 'calling'
}

export function callerIdTestState({
  archive,
  exchange,
  callerIdTester,
}: Pick<AppContext, 'archive' | 'callerIdTester' | 'exchange'>): CallerIdTestState {
  const { line } = exchange.lineState()
  const last = line && guard(() => callerIdTestOf(archive, line))
  return { run: callerIdTester.run && viewOf(callerIdTester.run), last: last?.ok ? last.value : null }
}

export interface CallerIdTestTarget {
  readonly line: Line
  readonly dialled: string
  readonly number: string
}

/** Calls the mobile with the number shown. Whether it may be called is asked before. */
export function beginCallerIdTest(
  app: Pick<AppContext, 'archive' | 'callerIdTester' | 'desk' | 'exchange' | 'newId' | 'now'>,
  target: CallerIdTestTarget,
): Result<null> {
  return callOnce(app, target, { turn: 'shown', whenShown: null })
}

/** What the mobile displayed: after the first call the hidden one follows, after that the line remembers. */
export function tickCallerIdTest(
  app: Pick<AppContext, 'archive' | 'callerIdTester' | 'desk' | 'exchange' | 'newId' | 'now'>,
  displayed: Displayed,
): Result<null> {
  const { exchange, callerIdTester } = app
  const { run } = callerIdTester
  if (!run || run.phase === 'between') return failed('not-found')
  if (run.turn === 'hidden') {
    const kept = keepCallerIdTest(app, run, displayed)
    if (!kept.ok) return kept
    callerIdTester.run = null
  } else {
    callerIdTester.run = { ...run, phase: 'between', whenShown: displayed }
  }
  if (run.phase === 'calling') {
    noteEnd(app, run, { by: 'rep', at: app.now() })
    exchange.hangUp(run.callId, 'rep')
  }
  app.desk.changed('hideTrial')
  if (callerIdTester.run?.isSettled) callAgain(app)
  return ok()
}

export function stopCallerIdTest(
  app: Pick<AppContext, 'archive' | 'callerIdTester' | 'desk' | 'exchange' | 'now'>,
): Result<null> {
  const { desk, exchange, callerIdTester } = app
  const { run } = callerIdTester
  callerIdTester.run = null
  if (run?.phase === 'calling') noteEnd(app, run, { by: 'rep', at: app.now() })
  if (run && !run.isSettled) exchange.hangUp(run.callId, 'rep')
  desk.changed('hideTrial')
  return ok()
}

/** What the exchange tells of a call; false where it is none of the test's. */
export function followCallerIdTest(
  app: Pick<AppContext, 'archive' | 'callerIdTester' | 'desk' | 'exchange'>,
  callId: CallId,
  move: CallMove,
): boolean {
  const { exchange, callerIdTester } = app
  const { run } = callerIdTester
  if (run?.callId !== callId) return false
  if (move.kind === 'rang') callerIdTester.run = { ...run, rang: true, rangAt: run.rangAt ?? move.at }
  if (move.kind === 'answered') callerIdTester.run = { ...run, rang: true, answeredAt: move.at }
  // Whatever the phone shows it has shown: nothing is said in a test, and no voicemail is to hear the room.
  if (move.kind === 'answered') exchange.hangUp(callId, 'rep')
  if (move.kind === 'ended' && run.phase === 'calling') {
    noteEnd(app, run, move)
    const isOwnEnd = move.by === 'rep'
    const refused = move.sipStatus === undefined ? '' : `${move.sipStatus} ${move.sipReason ?? ''}`.trim()
    callerIdTester.run = { ...callerIdTester.run!, phase: 'over', reason: isOwnEnd ? '' : reasonOf(move) || refused }
  }
  app.desk.changed('hideTrial')
  return true
}

/** Nothing of a call is on the wire any more: a line that takes one call at a time takes the next. */
export function settleCallerIdTest(
  app: Pick<AppContext, 'archive' | 'callerIdTester' | 'desk' | 'exchange' | 'newId' | 'now'>,
  callId: CallId,
): void {
  const { callerIdTester } = app
  if (callerIdTester.run?.callId !== callId) return
  callerIdTester.run = { ...callerIdTester.run, isSettled: true }
  if (callerIdTester.run.phase === 'between') callAgain(app)
}

/** The mobile of the practice line tells what it displays. */
export function displayInCallerIdTest(
  app: Pick<AppContext, 'callerIdTester' | 'desk'>,
  callId: string,
  display: string,
): void {
  const { callerIdTester } = app
  if (callerIdTester.run?.callId !== callId) return
  callerIdTester.run = { ...callerIdTester.run, display }
  app.desk.changed('hideTrial')
}

function callAgain(app: Pick<AppContext, 'archive' | 'callerIdTester' | 'desk' | 'exchange' | 'newId' | 'now'>): void {
  const { run } = app.callerIdTester
  if (!run) return
  const called = callOnce(app, run, { turn: 'hidden', whenShown: run.whenShown })
  if (called.ok) return
  // It stays open with what is in the way: the rep can still say that it did not ring, or stop.
  app.callerIdTester.run = {
    ...run,
    turn: 'hidden',
    phase: 'over',
    rang: false,
    inWords: '',
    reason: sentenceFor(called.trouble),
    display: null,
  }
  app.desk.changed('hideTrial')
}

function callOnce(
  app: Pick<AppContext, 'archive' | 'callerIdTester' | 'desk' | 'exchange' | 'newId' | 'now'>,
  { line, dialled, number }: CallerIdTestTarget,
  { turn, whenShown }: Pick<Run, 'turn' | 'whenShown'>,
): Result<null> {
  const { archive, exchange, callerIdTester, now } = app
  if (exchange.lineState().line?.lineId !== line.lineId) return failed('line-none')
  const presented = presentation(line, { kind: turn }, dialled)
  if ('refused' in presented) return failed('call-refused', { reason: presented.reason.replace(/\.$/, '') })
  // An emergency number, or a code that was typed before the number: neither says anything of the line's own way.
  if (presented.emergency || presented.asksFor.kind !== turn) return failed('number-unusable', { number })
  const callId = callIdSchema.parse(app.newId())
  const before = callerIdTester.run
  callerIdTester.run = {
    line,
    dialled,
    number,
    turn,
    whenShown,
    callId,
    phase: 'calling',
    rang: false,
    inWords: presentationInWords(presented),
    reason: '',
    display: null,
    isSettled: false,
    askedBy: askedByOf(line, dialled, presented),
    rangAt: null,
    answeredAt: null,
  }
  const call = { callId, number: dialled, askedBy: presented.askedBy, startedAt: now() }
  const kept = turn === 'hidden' ? guard(() => openCallerIdTestCall(archive, call)) : ok()
  const placed = kept.ok ? exchange.dial({ callId, number: dialled, presentation: presented }) : kept
  if (!placed.ok) {
    if (kept.ok) noteEnd(app, callerIdTester.run, { by: 'network', at: now() })
    callerIdTester.run = before
    return placed
  }
  app.desk.changed('hideTrial')
  return ok()
}

/** How the hidden call ended, for the log; of the shown one nothing is kept. */
function noteEnd(
  { archive, desk }: Pick<AppContext, 'archive' | 'desk'>,
  run: Run,
  end: Omit<Extract<CallMove, { kind: 'ended' }>, 'kind'>,
): void {
  const { turn, callId, rangAt, answeredAt } = run
  if (turn === 'shown') return
  const outcome = outcomeOf({
    drop: null,
    personAnsweredAt: null,
    beep: null,
    screener: null,
    rangAt,
    answeredAt,
    endedBy: end.by,
    endedAt: end.at,
    sipStatus: end.sipStatus ?? null,
    trouble: end.trouble ?? null,
  })
  const closed = guard(() => closeCallerIdTestCall(archive, callId, outcome))
  if (!closed.ok) desk.notice(closed.trouble)
}

function keepCallerIdTest(
  { archive, now }: Pick<AppContext, 'archive' | 'now'>,
  run: Run,
  whenHidden: Displayed,
): Result<null> {
  const { line, askedBy, whenShown } = run
  const test: CallerIdTest = {
    hideMethod: line.hideMethod,
    askedBy,
    whenShown: whenShown!,
    whenHidden,
    triedAt: now(),
  }
  return guard(() => (saveCallerIdTest(archive, line, test), null))
}

/** How hiding is asked for, also while the number is still shown. */
function askedByOf(line: Line, dialled: string, presented: Presentation): string {
  if (presented.asksFor.kind === 'hidden') return presented.askedBy
  const hidden = presentation(line, { kind: 'hidden' }, dialled)
  return 'refused' in hidden ? '' : hidden.askedBy
}

function reasonOf(move: Extract<CallMove, { kind: 'ended' }>): string {
  if (!move.trouble) return ''
  // There is no name to say.
  if (move.trouble.code === 'anonymity-refused') return 'The phone’s network takes no hidden calls.'
  return sentenceFor(move.trouble)
}

function viewOf({ number, turn, phase, rang, inWords, reason, display }: Run): CallerIdTestRun {
  return { number, turn, phase, rang, inWords, reason, display }
}
