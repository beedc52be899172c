import type { CallView } from '../../../shared/contract/bridge.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { inItsWords } from '../../../shared/call/in-its-words.ts'
import type { When } from '../../../shared/contract/rep-outcome.ts'
import type { RepOutcome } from '../../../shared/call/outcome.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import {
  emptyDetail,
  hasDetail,
  takenSuggestion,
  type AssistantDesk,
  type Detail,
  type SaidOf,
  type Understood,
} from './assistant-desk.ts'
import type { Tools } from './assistant-intents.ts'
import { openBreaths } from '../frame/breaths.ts'
import { panelSubject } from '../call/panel-subject.ts'
import { callForOutcome, outcomeEntryOf, outcomeToUndo, receivedEntryOf } from './outcome-entry.ts'

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

/** null: it was not made for a contact. */
function saidOf({ direction, attemptId, callId }: CallView): SaidOf | null {
  if (direction === 'in') return { direction, id: callId }
  return attemptId && { direction, id: attemptId }
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

  const detailOf = ({ id }: SaidOf) => assistant().details[id] ?? emptyDetail
  const putDetail = ({ id }: SaidOf, detail: Detail) => change({ details: { ...assistant().details, [id]: detail } })

  /** `inWords`: what main has not understood becomes a note. */
  function say(of: SaidOf, outcome: RepOutcome, detail: Detail, inWords = false) {
    if (of.direction === 'in') {
      const said = receivedEntryOf(of.id, outcome, detail)
      return said && ask('received.say', JSON.stringify(said), inWords ? inItsWords(said) : said)
    }
    const entry = outcomeEntryOf(of.id, outcome, detail)
    return ask('outcome.say', JSON.stringify(entry), inWords ? inItsWords(entry) : entry)
  }

  async function record(call: CallView, outcome: RepOutcome) {
    const of = saidOf(call)
    if (!of) return null
    const detail = detailOf(of)
    const before = assistant().lastOutcome
    const lastOutcome = { of, name: call.name, outcome }
    change({ lastOutcome, lastEnded: null, lastCadence: null, lastMade: null })
    const answer = await say(of, outcome, detail)
    if (answer?.ok) noteKept(of, detail)
    else if (answer && assistant().lastOutcome === lastOutcome) change({ lastOutcome: before })
    return answer
  }

  /** Unless something else has been typed since. */
  function noteKept(of: SaidOf, { until, said, personIn, directNumber }: Detail) {
    const now = detailOf(of)
    const isSame = now.until === until && now.said === said && now.personIn === personIn
    if (isSame && now.directNumber === directNumber) putDetail(of, { ...now, kept: true })
  }

  /** Typed beside what is said of the call in the middle, and not said with it yet. */
  function unkept() {
    const toJudge = callForOutcome(panelSubject(desk()))
    const outcome = toJudge?.counted.byRep ?? null
    if (!toJudge || !hasDetail(outcome) || detailOf(toJudge.counted.of).kept) return null
    return { call: toJudge.call, of: toJudge.counted.of, outcome, detail: detailOf(toJudge.counted.of) }
  }

  /** While the call is up it costs nothing to record it again, so that what is typed is in the archive as it is typed. */
  function keepInCall() {
    breaths.drop('')
    const now = unkept()
    if (!now || now.call.phase === 'ended') return
    const { of, outcome, detail } = now
    putDetail(of, { ...detail, kept: true })
    // What main does not understand it keeps all the same, and the field says so already.
    const received = of.direction === 'in' ? receivedEntryOf(of.id, outcome, detail) : null
    if (received) void bridge.request('received.say', received)
    if (of.direction === 'out') void bridge.request('outcome.say', outcomeEntryOf(of.id, outcome, detail))
  }

  /** The rep goes on: what is typed is said, and what is refused is said in its words. */
  async function keepTyped() {
    const now = unkept()
    if (!now) return
    if (now.call.phase !== 'ended') return keepInCall()
    const answer = await record(now.call, now.outcome)
    const isRefused = answer && !answer.ok && !answer.trouble.code.startsWith('archive')
    if (!isRefused) return
    await say(now.of, now.outcome, now.detail, true)
  }

  async function undo() {
    if (undoCadence()) return
    const { lastEnded } = assistant()
    if (lastEnded) {
      change({ lastEnded: null })
      return void ask('promise.reopen', lastEnded.promiseId, { promiseId: lastEnded.promiseId })
    }
    const of = outcomeToUndo(assistant(), panelSubject(desk()))
    if (!of) return
    if (assistant().lastOutcome?.of.id === of.id) change({ lastOutcome: null })
    if (of.direction === 'in') await ask('received.unsay', of.id, { callId: of.id })
    else await ask('outcome.undo', of.id, { attemptId: of.id })
  }

  async function typeDetail(call: CallView, typed: Partial<Detail>) {
    const of = saidOf(call)
    if (!of) return
    const { contactId } = call
    // What an older text was read as is not what this one says.
    const unread = typed.until === undefined ? {} : { read: null }
    putDetail(of, { ...detailOf(of), ...typed, ...unread, kept: false })
    breaths.begin('')
    if (typed.until === undefined) return
    const read = await understand(contactId, { by: 'text', text: typed.until.trim() })
    const now = assistant().details[of.id]
    // Asked as it is typed: an answer to something older is of no use.
    if (now?.until === typed.until) putDetail(of, { ...now, read })
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
