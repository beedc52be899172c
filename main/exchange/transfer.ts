import type { Notification, URI } from 'sip.js'
import type { Transfer as Seen } from '../../shared/contract/call.ts'
import { outsideName } from '../../shared/outside-words.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { later } from './later.ts'
import type { Limits } from './limits.ts'
import type { CallSession } from './call-session.ts'
import { unescaped } from './sip/scan.ts'
import { isFromTheWire } from './registration.ts'

/*
 * Sends the far end on to somebody else: unannounced (RFC 3515, RFC 5589 6), or to replace the far end of another call of ours,
 * whose far end has been asked (RFC 3891, RFC 5589 7).
 *
 *   asking ──202──▶ following ──NOTIFY 2xx──▶ done
 *     │                 │  └──── the far end hangs up ──▶ done
 *     │                 └─ NOTIFY 3xx to 6xx, no news ──▶ failed
 *     └── refused ──▶ failed
 */
export interface Transfer {
  /** `transfer-refused`, `line-unreachable`, or `move-refused` where the call was over first. */
  readonly outcome: Promise<Result<null>>
  /** The call is over. */
  ended(byFarEnd: boolean): void
}

/** @param progressed told what the far end tells on the way. */
export function referCall(
  session: CallSession,
  target: URI | CallSession,
  limits: Limits,
  progressed: (progress: Seen['progress']) => void,
): Transfer {
  const { promise, resolve } = Promise.withResolvers<Result<null>>()
  const patience = later()
  let accepted = false
  const uri = 'remoteIdentity' in target ? target.remoteIdentity.uri : target
  const number = unescaped(uri.user ?? '')

  function settle(result: Result<null>): void {
    patience.clear()
    resolve(result)
  }

  function refuse(reason: string): void {
    settle(failed('transfer-refused', { number, reason }))
  }

  function notified(notification: Notification): void {
    void notification.accept()
    const { request } = notification
    const [, status = '', reason = ''] = /^SIP\/2\.0 (\d{3})[ \t]*([^\r\n]*)/.exec(request.body) ?? []
    if (status.startsWith('2')) {
      progressed('done')
      return settle(ok())
    }
    if (/^[3-6]/.test(status)) return refuse(`${status} ${outsideName(reason)}`.trim())
    if (status === '100') progressed('trying')
    // 183 may be an announcement, and is in practice a ringing one.
    if (status === '180' || status === '183') progressed('ringing')
    if (/^terminated\b/i.test(request.getHeader('subscription-state') ?? '')) refuse('the far end tells no more of it')
  }

  patience.set(limits.transferMs, () => refuse('nobody answered'))
  session
    .refer(target, {
      onNotify: notified,
      requestDelegate: {
        onAccept: () => void (accepted = true),
        onReject({ message }) {
          if (isFromTheWire(message)) refuse(`${message.statusCode} ${outsideName(message.reasonPhrase ?? '')}`)
          else settle(failed('line-unreachable', { server: uri.host }))
        },
      },
    })
    .catch(() => settle(failed('move-refused')))
  return {
    outcome: promise,
    // Servers that carry the far end over themselves hang up our side before they tell, or instead.
    ended(byFarEnd) {
      if (byFarEnd && accepted) progressed('done')
      settle(byFarEnd && accepted ? ok() : failed('move-refused'))
    },
  }
}
