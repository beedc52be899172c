import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { later } from '../later.ts'
import { failedStep, passed, type StepLimits, type StepResult } from './step.ts'

/** Asks for a WebSocket for SIP (RFC 7118 4.1) on the connection that the steps before have made. */
export function openWebSocket(
  socket: Socket,
  server: string,
  { stepMs }: StepLimits,
  signal: AbortSignal,
): Promise<StepResult<WebSocket>> {
  return new Promise((resolve) => {
    const opened = new WebSocket(server, 'sip', {
      createConnection: () => socket,
      maxPayload: 1024 * 1024,
      perMessageDeflate: false,
    })
    // The limit of `ws` begins with the connection, which stands already.
    const patience = later()
    const end = (result: StepResult<WebSocket>) => {
      patience.clear()
      signal.removeEventListener('abort', stop)
      if (result.state === 'failed') opened.terminate()
      resolve(result)
    }
    const stop = () => end(failedStep('stopped'))
    signal.addEventListener('abort', stop)
    patience.set(stepMs, () => end(failedStep('upgrade-silent')))
    opened.on('unexpected-response', (_request, { statusCode = 0, statusMessage = '' }) =>
      end(failedStep('upgrade-refused', { status: `${statusCode} ${statusMessage}`.trim() })),
    )
    opened.on('error', ({ message }: Error) => end(refusal(message)))
    opened.once('open', () => end(passed(opened, 'upgrade-done')))
  })
}

/** `ws` says what went wrong in words only. */
function refusal(message: string): StepResult<never> {
  if (/subprotocol/i.test(message)) return failedStep('upgrade-no-subprotocol')
  return failedStep('upgrade-failed', { reason: message })
}
