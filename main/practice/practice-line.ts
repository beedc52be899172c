/** Main's side of the practice line, which runs in a process of its own: main may stall, its sound may not. */
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Account } from './digest.ts'

const START_MS = 15_000
const STOP_MS = 3_000

/** What both Electron's UtilityProcess and Node's ChildProcess can be made to be. */
export interface PracticeProcess {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

/** main → the process. */
export type PracticeCommand =
  | { readonly kind: 'open'; readonly soundsDir: string; readonly heardDir: string; readonly account: Account }
  /** Whoever has this number is to call the rep's phone. */
  | { readonly kind: 'callTheRep'; readonly number: string }
  | { readonly kind: 'close' }

/** The process → main. */
export type PracticeEvent =
  | { readonly kind: 'opened'; readonly server: string }
  | { readonly kind: 'failed'; readonly reason: string }
  /** What a call heard can be listened to. */
  | { readonly kind: 'heard' }
  /** The rep's own mobile rings, and displays this. */
  | { readonly kind: 'displayed'; readonly callId: string; readonly display: string }

type Started = Exclude<PracticeEvent, { kind: 'heard' | 'displayed' }>

export interface PracticeLinePorts {
  /** Starts main/practice/practice-process.ts. */
  fork(): PracticeProcess
  readonly soundsDir: string
  readonly heardDir: string
  readonly account: Account
  /** What the far end heard of some call has been written. */
  readonly onHeard?: () => void
  /** The rep's own mobile is called, and displays this. */
  readonly onDisplayed?: (callId: string, display: string) => void
}

export interface PracticeLine {
  /** ws://127.0.0.1:PORT/SECRET, another one at each start. */
  readonly server: string
  /** Has whoever has this number call the rep, who is registered. */
  callTheRep(number: string): void
  /** Ends the calls, keeps what they heard, ends the process. Never fails. */
  stop(): Promise<void>
  /** Tells when the process has ended without being asked to; to start another one is up to the listener. */
  onExit(listener: (code: number) => void): void
}

/** Starts the practice line. Fails with `practice-failed`. */
export async function startPracticeLine(ports: PracticeLinePorts): Promise<Result<PracticeLine>> {
  const { soundsDir, heardDir, account } = ports
  const child = ports.fork()
  const exited = new Promise<number>((resolve) => child.on('exit', resolve))
  const said = new Promise<Started>((resolve) => {
    child.on('message', (message) => {
      const event = message as PracticeEvent
      if (event.kind === 'heard') ports.onHeard?.()
      else if (event.kind === 'displayed') ports.onDisplayed?.(event.callId, event.display)
      else resolve(event)
    })
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
  const send = (command: PracticeCommand) => child.postMessage(command)
  send({ kind: 'open', soundsDir, heardDir, account })

  const gone = exited.then((code): Started => ({ kind: 'failed', reason: `its process ended with ${code}` }))
  const late = after(START_MS).then((): Started => ({ kind: 'failed', reason: 'its process does not answer' }))
  const first = await Promise.race([said, gone, late])
  if (first.kind === 'failed') {
    child.kill()
    return failed('practice-failed', { reason: first.reason })
  }

  let stopping = false
  let running = true
  void exited.then(() => (running = false))
  return ok({
    server: first.server,
    callTheRep: (number) => send({ kind: 'callTheRep', number }),
    async stop() {
      stopping = true
      if (!running) return
      send({ kind: 'close' })
      await Promise.race([exited, after(STOP_MS)])
      if (!running) return
      // It writes what was heard until it has ended; whoever waits for this may remove what it writes to.
      child.kill()
      await exited
    },
    onExit(listener) {
      void exited.then((code) => {
        if (!stopping) listener(code)
      })
    },
  })
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
