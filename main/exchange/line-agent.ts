import { UserAgent, type Invitation, type URI } from 'sip.js'
import type { Credentials } from './digest.ts'
import type { CallPrivacy } from './call-privacy.ts'
import type { CallSession } from './call-session.ts'
import { openGate, withoutStandIns, type Gate, type Provisional, type RefusedInvite } from './gate.ts'
import type { RequestRates } from './request-rates.ts'
import type { TlsTrust } from './tls-trust.ts'
import { WsTransport, type WsTransportOptions } from './ws-transport.ts'

export interface LineAgentOptions {
  readonly address: URI
  readonly server: string
  /** The User-Agent header. */
  readonly userAgent: string
  readonly connectMs: number
  readonly trust: () => TlsTrust
  readonly credentials: Credentials
  readonly callPrivacy: CallPrivacy
  readonly disconnected: (error: Error | undefined) => void
  readonly progressed: (provisional: Provisional) => void
  readonly invited: (invitation: Invitation) => void
  readonly refused: (invite: RefusedInvite) => void
  readonly rates: RequestRates
  /** Of the line's own server: the domain and the host, in lower case. */
  readonly domains: readonly string[]
  readonly log: (line: string) => void
}

/** sip.js's bare `UserAgent` on our transport: it says nothing about this machine, and answers no stranger's challenge. */
export function makeLineAgent(options: LineAgentOptions): { agent: UserAgent; transport: WsTransport } {
  const { credentials, callPrivacy, log } = options
  let gate: Gate | null = null
  const transportOptions: WsTransportOptions = {
    server: options.server,
    connectMs: options.connectMs,
    trust: options.trust,
    received: (data) => gate?.receive(data),
    conceal: (message) => callPrivacy.outgoing(withoutStandIns(message)),
  }
  const agent = new UserAgent({
    uri: options.address,
    // Left empty on purpose: it would stand in From of every later request of a call whose name is hidden.
    displayName: '',
    userAgentString: options.userAgent,
    contactName: callPrivacy.contactUser,
    viaHost: callPrivacy.viaHost,
    // sip.js's log has Authorization headers in it.
    logBuiltinEnabled: false,
    logConfiguration: false,
    logLevel: 'error',
    // Its graceful way waits up to 32 s for one answer after the other; ours is in line.ts.
    gracefulShutdown: false,
    // Their own patience is in limits.ts: sip.js's would end a call after a minute of ringing.
    noAnswerTimeout: 3_600,
    // A call that is refused must not ring at the caller first.
    sendInitialProvisionalResponse: false,
    // Said here and done in replaces.ts: sip.js's own way throws at what it has no session for, and hangs up by itself.
    sipExtensionExtraSupported: ['replaces'],
    transportConstructor: WsTransport,
    transportOptions,
    sessionDescriptionHandlerFactory(session) {
      return (session as CallSession).descriptions
    },
    delegate: { onDisconnect: options.disconnected, onInvite: options.invited },
  })
  agent.userAgentCore.configuration.authenticationFactory = () => credentials.forRequest()
  const transport = agent.transport as WsTransport
  gate = openGate({
    agent,
    callPrivacy,
    domains: options.domains,
    send: (message) => transport.say(message),
    answers: () => transport.answers,
    progressed: options.progressed,
    refused: options.refused,
    rates: options.rates,
    dropped: countingDrops(log),
  })
  return { agent, transport }
}

function countingDrops(log: (line: string) => void): (reason: string) => void {
  let dropped = 0
  return (reason) => {
    dropped++
    // The first, the tenth, the hundredth: a flood must not become one in the log.
    if (/^10*$/.test(String(dropped))) log(`line: message dropped, number ${dropped}: ${reason}`)
  }
}
