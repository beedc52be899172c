import { loadHearing } from './hearing.ts'
import { createRenderContext, pause } from './render-clock.ts'

/**
 * The contexts that calls are heard and played into in. Chromium keeps what a `MediaStreamAudioSourceNode` is made of, its
 * buffers and its stream's source, for as long as the node's context lives, whatever becomes of the node (seen in 156:
 * two for each call, 30 kB). So a context serves some calls, new ones begin in a fresh one, and it is closed with the last
 * of its own.
 *
 *   fresh ──made ready──▶ current ──has served enough──▶ old ──its last call ends──▶ closed
 *                           └── no call: asleep
 */
export interface CallContexts {
  /** What the next call begins in. */
  current: AudioContext
  /** How many calls are in each that is open. */
  readonly calls: Map<AudioContext, number>
  served: number
  isRenewing: boolean
}

/** Few enough to be nothing in memory, and enough that making a context is rare. */
const mostServed = 12

export async function openContexts(): Promise<CallContexts> {
  const contexts = { calls: new Map<AudioContext, number>(), served: 0, isRenewing: false }
  const current = await createContext(contexts)
  return Object.assign(contexts, { current })
}

/** A call begins: its context, awake. */
export function takeContext(contexts: CallContexts): AudioContext {
  const { current, calls } = contexts
  calls.set(current, callsIn(contexts, current) + 1)
  contexts.served++
  void current.resume()
  return current
}

/** The call is over. What it told the context to do has been told. */
export function leaveContext(contexts: CallContexts, context: AudioContext): void {
  const left = callsIn(contexts, context) - 1
  contexts.calls.set(context, left)
  if (left === 0) rest(contexts, context)
  if (contexts.served >= mostServed) void renew(contexts)
}

function rest(contexts: CallContexts, context: AudioContext): void {
  if (context === contexts.current) return void context.suspend()
  contexts.calls.delete(context)
  void close(context)
}

/** While its clock runs, what was closed last says its last word (closeHearing); unsaid, its port would stay for ever. */
async function close(context: AudioContext): Promise<void> {
  void context.resume()
  await pause(context, 200)
  await context.close()
}

/** Behind a call and never before one: a call that begins meanwhile takes the one that is there. */
async function renew(contexts: CallContexts): Promise<void> {
  if (contexts.isRenewing) return
  contexts.isRenewing = true
  const fresh = await createContext(contexts)
  const old = contexts.current
  contexts.current = fresh
  contexts.served = 0
  contexts.isRenewing = false
  if (callsIn(contexts, old) === 0) rest(contexts, old)
}

async function createContext(contexts: Pick<CallContexts, 'calls'>): Promise<AudioContext> {
  const context = createRenderContext(() => (contexts.calls.get(context) ?? 0) > 0)
  await loadHearing(context)
  void context.suspend()
  return context
}

function callsIn({ calls }: CallContexts, context: AudioContext): number {
  return calls.get(context) ?? 0
}
