import type { CallView } from '../../../shared/contract/bridge.ts'
import type { AttemptId, ContactId } from '../../../shared/ids.ts'
import { inItsWords } from '../../../shared/call/in-its-words.ts'
import type { SaidOutcome, When } from '../../../shared/call/said-outcome.ts'
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
import { onStage } from '../call/on-stage.ts'
import { sayable, sayingOf, undoable } from './saying.ts'

/** What the rep says of a call, while it is up or after it. */
export interface SayIntents {
  /** Says how the call ended, or will be kept when it ends, with what is typed beside it. */
  sayOutcome(call: CallView, outcome: SaidOutcome): void
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

export function makeSayIntents({ bridge, store, ask }: Tools, understand: Understand): SayIntents & { goOn(): void } {
  const { getState: desk, setState } = store
  const assistant = () => desk().assistant
  const change = (changed: Partial<AssistantDesk>) =>
    setState((before) => ({ assistant: { ...before.assistant, ...changed } }))
  let typing: ReturnType<typeof setTimeout> | undefined

  const detailOf = (attemptId: AttemptId) => assistant().details[attemptId] ?? emptyDetail
  const putDetail = (attemptId: AttemptId, detail: Detail) =>
    change({ details: { ...assistant().details, [attemptId]: detail } })

  async function say({ attemptId, name }: CallView, outcome: SaidOutcome) {
    if (!attemptId) return null
    const detail = detailOf(attemptId)
    const saying = sayingOf(attemptId, outcome, detail)
    const before = assistant().lastSaid
    const lastSaid = { attemptId, name, outcome }
    change({ lastSaid, lastEnded: null })
    const answer = await ask('outcome.say', JSON.stringify(saying), saying)
    if (answer?.ok) noteKept(attemptId, detail)
    else if (answer && assistant().lastSaid === lastSaid) change({ lastSaid: before })
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
    const said = sayable(onStage(desk()))
    const outcome = said?.counted.said ?? null
    if (!said || !hasDetail(outcome) || detailOf(said.counted.attemptId).kept) return null
    return { call: said.call, outcome, detail: detailOf(said.counted.attemptId) }
  }

  /** While the call is up it costs nothing to say it again, so that what is typed is in the archive as it is typed. */
  function keepInCall() {
    clearTimeout(typing)
    const now = unkept()
    const attemptId = now?.call.attemptId
    if (!now || !attemptId || now.call.phase === 'ended') return
    putDetail(attemptId, { ...now.detail, kept: true })
    // What main does not understand it keeps all the same, and the field says so already.
    void bridge.request('outcome.say', sayingOf(attemptId, now.outcome, now.detail))
  }

  /** The rep goes on: what is typed is said, and what is refused is said in its words. */
  async function keepTyped() {
    const now = unkept()
    const attemptId = now?.call.attemptId
    if (!now || !attemptId) return
    if (now.call.phase !== 'ended') return keepInCall()
    const answer = await say(now.call, now.outcome)
    const isRefused = answer && !answer.ok && !answer.trouble.code.startsWith('archive')
    if (!isRefused) return
    await ask('outcome.say', attemptId, inItsWords(sayingOf(attemptId, now.outcome, now.detail)))
  }

  async function undo() {
    const { lastEnded } = assistant()
    if (lastEnded) {
      change({ lastEnded: null })
      return void ask('promise.reopen', lastEnded.promiseId, { promiseId: lastEnded.promiseId })
    }
    const attemptId = undoable(assistant(), onStage(desk()))
    if (!attemptId) return
    if (assistant().lastSaid?.attemptId === attemptId) change({ lastSaid: null })
    await ask('outcome.undo', attemptId, { attemptId })
  }

  async function typeDetail({ attemptId, contactId }: CallView, typed: Partial<Detail>) {
    if (!attemptId) return
    putDetail(attemptId, { ...detailOf(attemptId), ...typed, kept: false })
    clearTimeout(typing)
    typing = setTimeout(keepInCall, PAUSE_MS)
    if (typed.until === undefined) return
    const read = await understand(contactId, { by: 'text', text: typed.until.trim() })
    const now = assistant().details[attemptId]
    // Asked as it is typed: an answer to something older is of no use.
    if (now?.until === typed.until) putDetail(attemptId, { ...now, read })
  }

  /** What goes without saying is said, and what is typed is said with it. */
  function goOn() {
    void keepTyped()
    const said = sayable(onStage(desk()))
    const taken = said?.call.phase === 'ended' ? takenSuggestion(said.counted) : null
    if (said && taken) void say(said.call, taken)
  }

  return {
    sayOutcome: (call, outcome) => void say(call, outcome),
    undo: () => void undo(),
    typeDetail: (call, detail) => void typeDetail(call, detail),
    askDetail: () => change({ detailAsked: assistant().detailAsked + 1 }),
    keepDetail: keepInCall,
    goOn,
  }
}
