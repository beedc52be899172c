import type { CallView } from '../../../shared/contract/bridge.ts'
import type { AttemptId, ContactId } from '../../../shared/ids.ts'
import { inItsWords } from '../../../shared/call/in-its-words.ts'
import type { RepOutcome, When } from '../../../shared/call/rep-outcome.ts'
import type { Trouble } from '../../../shared/trouble.ts'
import {
  emptyDetail,
  hasDetail,
  takenSuggestion,
  type AssistantDesk,
  type Detail,
  type Understood,
} from './assistant-desk.ts'
import type { Tools } from './assistant-intents.ts'
import { openBreaths } from '../frame/breaths.ts'
import { panelSubject } from '../call/panel-subject.ts'
import { callForOutcome, outcomeEntryOf, outcomeToUndo } from './outcome-entry.ts'

/** What the rep says of a call, while it is up or after it. */
export interface SayIntents {
  /** Says how the call ended, or will be kept when it ends, with what is typed beside it. */
  recordOutcome(call: CallView, outcome: RepOutcome): void
  /** Takes back what was said of the call that is shown, else what was said last; before it, a promise that was ended. */
  undo(): void
  typeDetail(call: CallView, detail: Partial<Detail>): void
  /** The field beside the outcome takes the focus. */
  askDetail(): void
  /** What is typed beside an outcome in a call is said now: the rep leaves it. */
  keepDetail(): void
}

/** So long after the last letter it is said. */
const PAUSE_MS = 600

type Understand = (contactId: ContactId, when: When) => Promise<Understood | Trouble | null>

/** `undoCadence` takes back what was done last with a cadence or promised by one key; false: there is nothing of it. */
export function makeSayIntents(
  { bridge, store, ask }: Tools,
  understand: Understand,
  undoCadence: () => boolean,
): SayIntents & { goOn(): void } {
  const { getState: desk, setState } = store
  const assistant = () => desk().assistant
  const change = (changed: Partial<AssistantDesk>) =>
    setState((before) => ({ assistant: { ...before.assistant, ...changed } }))
  const breaths = openBreaths(keepInCall, PAUSE_MS)

  const detailOf = (attemptId: AttemptId) => assistant().details[attemptId] ?? emptyDetail
  const putDetail = (attemptId: AttemptId, detail: Detail) =>
    change({ details: { ...assistant().details, [attemptId]: detail } })

  async function record({ attemptId, name }: CallView, outcome: RepOutcome) {
    if (!attemptId) return null
    const detail = detailOf(attemptId)
    const entry = outcomeEntryOf(attemptId, outcome, detail)
    const before = assistant().lastOutcome
    const lastOutcome = { attemptId, name, outcome }
    change({ lastOutcome, lastEnded: null, lastCadence: null, lastMade: null })
    const answer = await ask('outcome.say', JSON.stringify(entry), entry)
    if (answer?.ok) noteKept(attemptId, detail)
    else if (answer && assistant().lastOutcome === lastOutcome) change({ lastOutcome: before })
    return answer
  }

  /** Unless something else has been typed since. */
  function noteKept(attemptId: AttemptId, { until, said, personIn, directNumber }: Detail) {
    const now = detailOf(attemptId)
    const isSame = now.until === until && now.said === said && now.personIn === personIn
    if (isSame && now.directNumber === directNumber) putDetail(attemptId, { ...now, kept: true })
  }

  /** Typed beside what is said of the call in the middle, and not said with it yet. */
  function unkept() {
    const toJudge = callForOutcome(panelSubject(desk()))
    const outcome = toJudge?.counted.byRep ?? null
    if (!toJudge || !hasDetail(outcome) || detailOf(toJudge.counted.attemptId).kept) return null
    return { call: toJudge.call, outcome, detail: detailOf(toJudge.counted.attemptId) }
  }

  /** While the call is up it costs nothing to record it again, so that what is typed is in the archive as it is typed. */
  function keepInCall() {
    breaths.drop('')
    const now = unkept()
    const attemptId = now?.call.attemptId
    if (!now || !attemptId || now.call.phase === 'ended') return
    putDetail(attemptId, { ...now.detail, kept: true })
    // What main does not understand it keeps all the same, and the field says so already.
    void bridge.request('outcome.say', outcomeEntryOf(attemptId, now.outcome, now.detail))
  }

  /** The rep goes on: what is typed is said, and what is refused is said in its words. */
  async function keepTyped() {
    const now = unkept()
    const attemptId = now?.call.attemptId
    if (!now || !attemptId) return
    if (now.call.phase !== 'ended') return keepInCall()
    const answer = await record(now.call, now.outcome)
    const isRefused = answer && !answer.ok && !answer.trouble.code.startsWith('archive')
    if (!isRefused) return
    await ask('outcome.say', attemptId, inItsWords(outcomeEntryOf(attemptId, now.outcome, now.detail)))
  }

  async function undo() {
    if (undoCadence()) return
    const { lastEnded } = assistant()
    if (lastEnded) {
      change({ lastEnded: null })
      return void ask('promise.reopen', lastEnded.promiseId, { promiseId: lastEnded.promiseId })
    }
    const attemptId = outcomeToUndo(assistant(), panelSubject(desk()))
    if (!attemptId) return
    if (assistant().lastOutcome?.attemptId === attemptId) change({ lastOutcome: null })
    await ask('outcome.undo', attemptId, { attemptId })
  }

  async function typeDetail({ attemptId, contactId }: CallView, typed: Partial<Detail>) {
    if (!attemptId) return
    // What an older text was read as is not what this one says.
    const unread = typed.until === undefined ? {} : { read: null }
    putDetail(attemptId, { ...detailOf(attemptId), ...typed, ...unread, kept: false })
    breaths.begin('')
    if (typed.until === undefined) return
    const read = await understand(contactId, { by: 'text', text: typed.until.trim() })
    const now = assistant().details[attemptId]
    // Asked as it is typed: an answer to something older is of no use.
    if (now?.until === typed.until) putDetail(attemptId, { ...now, read })
  }

  /** What goes without saying is said, and what is typed is said with it. */
  function goOn() {
    void keepTyped()
    const toJudge = callForOutcome(panelSubject(desk()))
    const taken = toJudge?.call.phase === 'ended' ? takenSuggestion(toJudge.counted) : null
    if (toJudge && taken) void record(toJudge.call, taken)
  }

  return {
    recordOutcome: (call, outcome) => void record(call, outcome),
    undo: () => void undo(),
    typeDetail: (call, detail) => void typeDetail(call, detail),
    askDetail: () => change({ detailAsked: assistant().detailAsked + 1 }),
    keepDetail: keepInCall,
    goOn,
  }
}
