import type { Notification } from 'electron'
import type { CallId } from '../../shared/ids.ts'
import type { RingingCall } from '../../shared/contract/received-call.ts'

/** What a notification says of a call. */
export type Announced = Pick<RingingCall, 'callId' | 'name' | 'company' | 'number'>

export interface AnnouncePorts {
  /** Electron's. */
  readonly Notification: Pick<typeof Notification, 'isSupported'> &
    (new (...given: ConstructorParameters<typeof Notification>) => Notification)
  /** The rep looks at the desk, which shows the call itself. */
  readonly isDeskSeen: () => boolean
  /** The rep pressed the notification, or its action; the call may have ended by then. */
  readonly answer: (callId: CallId) => void
  /** The system shows none: it does not allow them, or Afterbeep is not signed (macOS). Told each time. */
  readonly failed: (reason: string) => void
}

/**
 * Calls that ring here, as notifications of the system: one each, gone with its ringing, answered by a click, and with an
 * action of that name where the system has those (macOS, Windows). They never take the focus, and make no sound of their
 * own: the ringer does.
 */
export function openAnnouncer(ports: AnnouncePorts): (ringing: readonly Announced[]) => void {
  const { isDeskSeen, answer } = ports
  const shown = new Map<CallId, Notification | null>()

  function show({ callId, name, company, number }: Announced): Notification | null {
    if (isDeskSeen() || !ports.Notification.isSupported()) return null
    const notification = new ports.Notification({
      title: `${name} is calling`,
      body: [company, number].filter((text) => text && !name.includes(text)).join(' · '),
      silent: true,
      // Windows and Linux take it away after some seconds otherwise, while the call rings on.
      timeoutType: 'never',
      urgency: 'critical',
      actions: [{ type: 'button', text: 'Answer' }],
    })
    notification.on('click', () => answer(callId))
    notification.on('action', () => answer(callId))
    notification.on('failed', (_event, reason) => ports.failed(reason))
    notification.show()
    return notification
  }

  return (ringing) => {
    for (const [callId, notification] of shown) {
      if (ringing.some((call) => call.callId === callId)) continue
      shown.delete(callId)
      notification?.close()
    }
    for (const call of ringing) if (!shown.has(call.callId)) shown.set(call.callId, show(call))
  }
}
