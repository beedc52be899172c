/*
 * The clock of this room is the audio render clock: it runs on a thread of its own and is never throttled, while a
 * hidden page's timers may be held back to one a second, or one a minute
 * (https://developer.chrome.com/blog/timer-throttling-in-chrome-88).
 */

/** `sinkId` is not in TypeScript's DOM library yet: https://developer.mozilla.org/docs/Web/API/AudioContext/AudioContext */
interface SinkOptions extends AudioContextOptions {
  readonly sinkId: { readonly type: 'none' }
}

/**
 * A context without an output device, so that pulling the headset out does not stop its clock. It is started again
 * whenever the system suspends it while it is `needed`.
 *
 * 'interactive' is blocks of 10 ms. Neither they nor 20 or 40 ms lost anything of a message on two cores with a load of 13 to
 * 25, and longer blocks started it no sooner (Chromium 156).
 */
export function createRenderContext(needed: () => boolean): AudioContext {
  const options: SinkOptions = { sampleRate: 48_000, latencyHint: 'interactive', sinkId: { type: 'none' } }
  const context = new AudioContext(options)
  context.addEventListener('statechange', () => {
    if (context.state !== 'running' && needed()) void context.resume()
  })
  return context
}

/** Does the clock run? Waits up to a second for it to start. */
export async function wake(context: AudioContext): Promise<boolean> {
  if (context.state === 'running') return true
  await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 1000))])
  return (context.state as AudioContextState) === 'running'
}

/** Acts once the clock has reached `when`, in seconds of the context. Returns what calls it off. */
export function atRenderTime(context: AudioContext, when: number, act: () => void): () => void {
  // A source that leads nowhere is never rendered and never ends, hence the connection: it adds zeros.
  const mark = new ConstantSourceNode(context, { offset: 0 })
  mark.connect(context.destination)
  mark.addEventListener('ended', () => {
    mark.disconnect()
    if (!calledOff) act()
  })
  let calledOff = false
  mark.start()
  mark.stop(Math.max(when, context.currentTime))
  return () => {
    calledOff = true
  }
}

/** Resolves after `ms` by the audio clock or by a timer, whichever is first: for limits, not for sound. */
export function pause(context: AudioContext, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const callOff = atRenderTime(context, context.currentTime + ms / 1000, resolve)
    setTimeout(() => {
      callOff()
      resolve()
    }, ms)
  })
}

/** Epoch milliseconds of a moment of the context, in seconds. */
export function epochOf(context: AudioContext, when: number): number {
  return Math.round(Date.now() + (when - context.currentTime) * 1000)
}
