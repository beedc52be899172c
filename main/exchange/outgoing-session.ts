import { Inviter, SessionState, URI, type Core, type Session, type UserAgent } from 'sip.js'
import type { CallId } from '../../shared/ids.ts'
import type { Beginning } from './call-session.ts'
import type { Limits } from './limits.ts'
import type { SdpOverBridge } from './sdp-over-bridge.ts'

export interface OutgoingOptions {
  readonly callId: CallId
  readonly identity: Identity
  readonly descriptions: SdpOverBridge
  /** Is what the far end sends before it answers heard? Left out: yes. */
  readonly earlyMedia?: boolean
}

/** Who the INVITE says is calling. */
export interface Identity {
  /** In From, of this INVITE only: a display name on the user agent would leak into every later request of a call. */
  readonly displayName: string
  /** null: the line's own address. */
  readonly from: URI | null
  /** Whole header lines. */
  readonly headers: readonly string[]
}

/** Members of sip.js 0.21.2 that its types keep private. The version is pinned; the exchange's tests cover each use. */
interface Innards {
  onAccept(response: Core.AckableIncomingResponseWithSession): Promise<void>
  earlyMediaDialog: Core.Session | undefined
  readonly pendingReinvite: boolean
  referToString(target: URI | Session): string
  referExtraHeaders(referTo: string): string[]
}

/** sip.js's outgoing session, with what is wrong in it for us mended. */
export class OutgoingSession extends Inviter {
  readonly descriptions: SdpOverBridge
  /** The far end hung up in the moment between its 200 and our ACK. */
  hungUpEarly = false
  /** Nothing of who sends a far end on goes along: the one they are sent to was called with a hidden number. */
  refersSilently = false

  constructor(agent: UserAgent, target: URI, { callId, identity, descriptions, earlyMedia = true }: OutgoingOptions) {
    const params = {
      // Not in sip.js's types, but every member of params becomes an option of the request: one id in the archive,
      // on the wire and in the server's log.
      callId: callId as string,
      ...(identity.displayName && { fromDisplayName: identity.displayName }),
      ...(identity.from && { fromUri: identity.from }),
    }
    // Not sip.js's own `anonymous`: its Contact is the same for everyone, and servers that route by it lose the call.
    super(agent, target, { params, extraHeaders: [...identity.headers], earlyMedia })
    this.descriptions = descriptions
    const innards = this as unknown as Innards
    const onAccept = innards.onAccept.bind(this)
    innards.referToString = referTo
    const referExtraHeaders = innards.referExtraHeaders.bind(this)
    innards.referExtraHeaders = (to) =>
      referExtraHeaders(to).filter((header) => !this.refersSilently || !/^referred-by:/i.test(header))
    innards.onAccept = (response) => {
      if (innards.earlyMediaDialog && innards.earlyMediaDialog !== response.session) {
        // Early media of one phone, answered by another (a gateway's ringing, then the voicemail server): sip.js would
        // end the call. Its answer cannot be applied to a spent offer; a new offer follows in a re-INVITE.
        innards.earlyMediaDialog = undefined
        descriptions.requireNewOffer(true)
      }
      refreshTarget(response)
      return onAccept(response)
    }
  }

  /** sip.js drops a BYE that comes while the answer is still being applied, and would show the call up for ever. */
  protected override onByeRequest(request: Core.IncomingByeRequest): void {
    if (this.state !== SessionState.Establishing) return super.onByeRequest(request)
    this.hungUpEarly = true
    request.accept()
  }

  /** Our own offer is being made and has not left yet: theirs would be taken for the answer to it. */
  protected override onInviteRequest(request: Core.IncomingInviteRequest): void {
    if ((this as unknown as Innards).pendingReinvite) request.reject({ statusCode: 491 })
    else super.onInviteRequest(request)
  }

  protected override stateTransition(state: SessionState): void {
    super.stateTransition(state)
    if (state === SessionState.Established && this.hungUpEarly) super.stateTransition(SessionState.Terminated)
  }

  /** Early media that cannot be applied ends the call: sip.js would forget it and let the far end ring on. */
  protected override async setAnswer(...[answer, options]: Parameters<Inviter['setAnswer']>): Promise<void> {
    const isEarly = this.state === SessionState.Establishing && !this.dialog
    try {
      await super.setAnswer(answer, options)
    } catch (error) {
      if (!isEarly) throw error
      await (this.dialog ? this.bye() : this.cancel())
    }
  }
}

/**
 * Refer-To (RFC 3515 2.1, RFC 3891 3). sip.js would add how the rep dialled the one who was asked: a code that hides the
 * rep's number, or a name from their address, is nothing for the one who is sent on.
 */
function referTo(target: URI | Session): string {
  if (target instanceof URI) return target.toString()
  const { dialog } = target
  if (!dialog) throw new Error('only an answered call can be replaced')
  // The tags are as the one who is asked sees them: to-tag is theirs.
  const replaces = `${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`
  return `<${dialog.remoteTarget.toString()}?Replaces=${encodeURIComponent(replaces)}>`
}

/** The Contact of the 2xx is where ACK and BYE go (RFC 3261 13.2.2.4); sip.js keeps that of the first 18x. */
function refreshTarget(response: Core.AckableIncomingResponseWithSession): void {
  const contact = response.message.parseHeader('contact') as { uri: URI } | undefined
  const dialog = response.session as unknown as { dialogState: { remoteTarget: URI } }
  if (contact) dialog.dialogState.remoteTarget = contact.uri
}

/** A call that is made: from its INVITE to the answer. */
export function sendInvite(session: OutgoingSession, limits: Limits): Beginning {
  return {
    session,
    patienceMs: limits.noAnswerMs,
    outlivesSocket: true,
    unanswered: { by: 'far-end', sipStatus: 408, sipReason: 'No Answer' },
    begin({ refused, gaveUp }) {
      session
        .invite({
          requestDelegate: {
            onReject: ({ message }) => refused(message),
            onRedirect: ({ message }) => refused(message),
          },
        })
        // Without a description the INVITE never leaves.
        .catch(gaveUp)
    },
    giveUp: () => void session.cancel(),
    isConfirming: () => session.state === SessionState.Establishing && session.dialog !== undefined,
    hungUpEarly: () => session.hungUpEarly,
  }
}
