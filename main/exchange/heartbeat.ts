import type { Core, URI, UserAgent } from 'sip.js'
import { later } from './later.ts'
import type { Limits } from './limits.ts'
import { isFromTheWire } from './registration.ts'

export interface HeartbeatPorts {
  readonly limits: Limits
  readonly isInCall: () => boolean
  readonly alive: () => void
  readonly dead: () => void
}

export interface Heartbeat {
  /** The next beat is due one period from now. */
  start(): void
  beatNow(): void
  stop(): void
}

/**
 * A half-open socket looks like an open one for minutes, and the CRLF keep-alive never finds out: an OPTIONS that is
 * not answered does.
 */
export function openHeartbeat(agent: UserAgent, registrar: URI, ports: HeartbeatPorts): Heartbeat {
  const { limits, isInCall, alive, dead } = ports
  const core = agent.userAgentCore
  const next = later()
  const answer = later()
  let running = false

  function start(): void {
    running = true
    next.set(isInCall() ? limits.pingEveryInCallMs : limits.pingEveryMs, beatNow)
  }

  function beatNow(): void {
    next.clear()
    answer.set(limits.pingAnswerMs, dead)
    const message = core.makeOutgoingRequestMessage('OPTIONS', registrar, agent.configuration.uri, registrar, {})
    core.request(message, { onAccept: answered, onRedirect: answered, onReject: answered })
  }

  /** Any answer is a sign of life, refusals included. */
  function answered({ message }: Core.IncomingResponse): void {
    if (!running || !isFromTheWire(message)) return
    answer.clear()
    alive()
    start()
  }

  return {
    start,
    beatNow,
    stop() {
      running = false
      next.clear()
      answer.clear()
    },
  }
}
