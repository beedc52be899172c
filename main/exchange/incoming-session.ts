import { SessionState, type Core, type Invitation, type URI } from 'sip.js'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import type { Beginning, BeginningReports, HowEnded } from './call-session.ts'
import { later } from './later.ts'
import type { Limits } from './limits.ts'
import { MediaError, type SdpOverBridge } from './sdp-over-bridge.ts'

/** Members of sip.js 0.21.2 that its types keep private. The version is pinned; the exchange's tests cover each use. */
interface Innards {
  readonly incomingInviteRequest: Core.IncomingInviteRequest
  readonly pendingReinvite: boolean
  readonly rel100: 'none' | 'supported' | 'required'
  expiresTimer: NodeJS.Timeout | undefined
  userNoAnswerTimer: NodeJS.Timeout | undefined
  generateResponseOfferAnswer(request: Core.IncomingInviteRequest, options: object): Promise<Core.Body | undefined>
  onInviteRequest(request: Core.IncomingInviteRequest): void
}

/** A call that rings here, as SIP has it. */
export interface IncomingSession extends Beginning {
  /** The answer is made and sent. `microphone-*`, `sound-room-down`: it rings on. `media-failed`: the caller was told 488. */
  answer(): Promise<Result<null>>
  /** The rep sends the caller on: 302 (RFC 3261 21.3.3). */
  forward(target: URI): void
}

/**
 * Takes an INVITE (RFC 3261 13.3.1), with what is wrong in sip.js's session for us mended; `silently`: nothing rings.
 *
 *   ringing ──answer made, 200──▶ (answered) ──no ACK in 32 s──▶ BYE
 *      │  180, again every minute, or a proxy's Timer C would end it
 *      ├── CANCEL ──▶ 487          ├── BYE of an early dialog ──▶ 487 (15.1.2: callers may)
 *      └── 603 declined, 302 sent on, 480 nobody came, 488 no sound in common
 */
export function takeInvitation(
  invitation: Invitation,
  descriptions: SdpOverBridge,
  limits: Limits,
  { silently = false } = {},
): IncomingSession {
  const session = Object.assign(invitation, { descriptions, awaitsAck: true })
  const innards = invitation as unknown as Innards
  const ringAgain = later()
  let final: { statusCode: number; extraHeaders?: string[] } | null = null
  let isOver = false
  let answering = false
  let reports: BeginningReports | null = null

  // Ours are in `patienceMs`. sip.js takes an Expires beyond 24.8 days, or one that is no number, for none left.
  clearTimeout(innards.expiresTimer)
  clearTimeout(innards.userNoAnswerTimer)
  const expiresMs = Number(invitation.request.getHeader('expires') ?? NaN) * 1000

  // Our own offer is being made and has not left yet: theirs would be taken for the answer to it.
  const onInviteRequest = innards.onInviteRequest.bind(invitation)
  innards.onInviteRequest = (request) => {
    if (innards.pendingReinvite) request.reject({ statusCode: 491 })
    else onInviteRequest(request)
  }

  function calledOff(how: HowEnded): void {
    isOver = true
    ringAgain.clear()
    reports?.calledOff(how)
  }

  function ring(): void {
    if (session.state !== SessionState.Initial || isOver) return
    void session.progress().then(
      () => {
        const { dialog } = session
        if (!dialog || session.state !== SessionState.Initial) return
        dialog.delegate = {
          onBye(bye) {
            bye.accept()
            final = { statusCode: 487 }
            reports?.calledOff({ by: 'far-end', sipStatus: 487, sipReason: 'Request Terminated' })
          },
        }
      },
      () => {},
    )
    ringAgain.set(limits.ringAgainMs, ring)
  }

  return {
    session,
    patienceMs: expiresMs > 0 ? Math.min(expiresMs, limits.ringsHereMs) : limits.ringsHereMs,
    outlivesSocket: false,
    unanswered: { by: 'far-end', sipStatus: 480, sipReason: 'No Answer' },
    begin(told) {
      reports = told
      const { onAck, ...others } = session.delegate ?? {}
      session.delegate = {
        ...others,
        onAck(ack) {
          session.awaitsAck = false
          onAck?.(ack)
        },
        // sip.js answers it, and the INVITE with 487, right after this.
        onCancel: () => calledOff({ by: 'far-end', sipStatus: 487, sipReason: 'Request Terminated' }),
      }
      if (!silently) ring()
    },
    giveUp({ by }) {
      ringAgain.clear()
      if (isOver) return
      isOver = true
      // 603 silences the rep's other phones too; 480 leaves the call to them, and to the voicemail.
      const refusal = final ?? { statusCode: by === 'rep' ? 603 : 480 }
      void session.reject(refusal).catch(() => {})
    },
    isConfirming: () => false,
    hungUpEarly: () => false,
    async answer() {
      if (answering || isOver || session.state !== SessionState.Initial) return failed('move-refused')
      answering = true
      try {
        // Made before sip.js is told: what fails in there ends the call, and a rep without a microphone would lose it.
        const body = await innards.generateResponseOfferAnswer(innards.incomingInviteRequest, {})
        if (isOver) return failed('move-refused')
        innards.generateResponseOfferAnswer = () => Promise.resolve(body)
        ringAgain.clear()
        await session.accept()
        return ok()
      } catch (error) {
        if (isOver) return failed('move-refused')
        const trouble: Trouble =
          error instanceof MediaError
            ? error.trouble
            : { code: 'media-failed', about: { reason: 'no usable session description' } }
        if (trouble.code === 'media-failed') {
          final = { statusCode: 488 }
          reports?.gaveUp()
        } else descriptions.requireNewOffer(false)
        return { ok: false, trouble }
      } finally {
        answering = false
      }
    },
    forward(target) {
      final = { statusCode: 302, extraHeaders: [`Contact: <${target.toString()}>`] }
    },
  }
}
