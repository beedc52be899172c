import { outsideName } from '../../shared/outside-words.ts'
import type { Core, URI, UserAgent } from 'sip.js'

interface RegistrationReports {
  /** @param expiresS for how long, as the registrar says. */
  accepted(expiresS: number): void
  /** @param retryAfterS what the registrar asks us to wait, where it does. */
  refused(status: number, reason: string, retryAfterS: number): void
}

/**
 * The REGISTER requests of one line: all with one Call-ID and a growing CSeq (RFC 3261 10.2). sip.js's Registerer is
 * not used: one that waits when its socket drops is stuck for 32 s, and its own refresh rejects where nobody listens.
 */
export interface Registration {
  register(expiresS: number, reports: RegistrationReports): void
}

export function openRegistration(agent: UserAgent, registrar: URI): Registration {
  const address = agent.configuration.uri
  const core = agent.userAgentCore
  let last: Core.OutgoingRequestMessage | null = null

  function register(expiresS: number, reports: RegistrationReports): void {
    const message: Core.OutgoingRequestMessage = core.makeOutgoingRequestMessage(
      'REGISTER',
      registrar,
      address,
      address,
      // A challenge answered adds to the CSeq, so the last request knows where the count stands.
      last ? { callId: last.callId, cseq: last.cseq + 1, fromTag: last.from.getParam('tag') ?? '' } : {},
      [
        `Contact: ${agent.contact.toString({ register: true })};expires=${expiresS}`,
        `Expires: ${expiresS}`,
        'Allow: ACK, BYE, CANCEL, INFO, INVITE, NOTIFY, OPTIONS, REFER',
      ],
    )
    last = message
    core.register(message, {
      onAccept: ({ message: response }) => reports.accepted(expiryOf(response, agent, expiresS)),
      onRedirect: ({ message: response }) => refused(response),
      onReject: ({ message: response }) => {
        const least = Number(response.getHeader('min-expires'))
        // RFC 3261 10.2.8. A second 423 is a refusal.
        if (response.statusCode === 423 && least > expiresS) register(least, reports)
        else refused(response)
      },
    })

    function refused(response: Core.IncomingResponseMessage): void {
      // Made up by sip.js when the socket fails or nothing comes back; the line watches both itself.
      if (!isFromTheWire(response)) return
      const retryAfterS = Number.parseInt(response.getHeader('retry-after') ?? '', 10)
      reports.refused(
        response.statusCode ?? 0,
        outsideName(response.reasonPhrase ?? ''),
        Math.min(retryAfterS || 0, 3_600),
      )
    }
  }

  return { register }
}

/** sip.js makes up a 408 or 503 where there was no response at all; those have no Via. */
export function isFromTheWire(response: Core.IncomingResponseMessage): boolean {
  return response.hasHeader('via')
}

/** Our own Contact's expiry, else the Expires header, else what was asked for (RFC 3261 10.2.4). */
function expiryOf(response: Core.IncomingResponseMessage, agent: UserAgent, askedS: number): number {
  for (let index = 0; index < response.getHeaders('contact').length; index++) {
    const contact = response.parseHeader('contact', index) as Core.NameAddrHeader | undefined
    const expires = contact?.uri.user === agent.contact.uri.user ? Number(contact?.getParam('expires')) : NaN
    if (expires > 0) return expires
  }
  const header = Number(response.getHeader('expires'))
  return header > 0 ? header : askedS
}
