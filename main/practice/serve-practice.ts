import type { PracticeCommand, PracticeEvent } from './practice-line.ts'
import { openPracticeServer, type PracticeServer, type PracticeServerOptions } from './practice-server.ts'

/**
 * Does what main asks of the practice line, wherever that runs: it is told where its files are and who may call, opens
 * the server, and closes it when asked.
 */
export function servePractice(
  tell: (event: PracticeEvent) => void,
  closed: () => void,
  /** For tests. */
  times: Pick<PracticeServerOptions, 'ringMs'> = {},
): (command: PracticeCommand) => void {
  let opened: Promise<PracticeServer> | undefined

  async function close(): Promise<void> {
    await opened?.then(
      (server) => server.close(),
      () => {},
    )
    closed()
  }

  return (command) => {
    if (command.kind === 'close') return void close()
    if (command.kind === 'callTheRep')
      return void opened?.then((server) => server.callTheRep(command.number)).catch(() => {})
    const { soundsDir, heardDir, account } = command
    opened ??= openPracticeServer({
      soundsDir,
      heardDir,
      account,
      ...times,
      onHeard: () => tell({ kind: 'heard' }),
      onDisplayed: (callId, display) => tell({ kind: 'displayed', callId, display }),
    })
    opened.then(
      ({ server }) => tell({ kind: 'opened', server }),
      (reason: unknown) => tell({ kind: 'failed', reason: reason instanceof Error ? reason.message : String(reason) }),
    )
  }
}
