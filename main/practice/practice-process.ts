/*
 * The process of the practice line. It is told where its files are and who may call, opens the server, and
 * closes it when asked, or when nobody is there to ask.
 */
import type { PracticeCommand, PracticeEvent } from './practice-line.ts'
import { openPracticeServer, type PracticeServer } from './practice-server.ts'

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

/** Electron's utility processes have a parent port; under plain Node there is the channel of `fork`. */
const { parentPort } = process as typeof process & { parentPort?: ParentPort }

function tell(event: PracticeEvent): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
  if (parentPort) parentPort.postMessage(event)
  else process.send?.(event)
}

let opened: Promise<PracticeServer> | undefined

function take(command: PracticeCommand): void {
  if (command.kind === 'close') return void close()
  if (command.kind === 'callTheRep')
    return void opened?.then((server) => server.callTheRep(command.number)).catch(() => {})
  const { soundsDir, heardDir, account } = command
  opened ??= openPracticeServer({
    soundsDir,
    heardDir,
    account,
    onHeard: () => tell({ kind: 'heard' }),
    onDisplayed: (callId, display) => tell({ kind: 'displayed', callId, display }),
  })
  opened.then(
    ({ server }) => tell({ kind: 'opened', server }),
    (reason: unknown) => tell({ kind: 'failed', reason: reason instanceof Error ? reason.message : String(reason) }),
  )
}

async function close(): Promise<void> {
  await opened?.then(
    (server) => server.close(),
    () => {},
  )
  process.exit(0)
}

if (parentPort) parentPort.on('message', ({ data }) => take(data as PracticeCommand))
else {
  process.on('message', (message) => take(message as PracticeCommand))
  process.on('disconnect', () => void close())
}
