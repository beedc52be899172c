import type { ContactId } from '../../shared/ids.ts'
import type { AnnouncePorts } from './announce-calls.ts'
import type { DueReminder } from '../archive/reminders.ts'
import { lateInWords } from '../../shared/cadence/cadence.ts'

export interface ReminderPorts extends Pick<AnnouncePorts, 'Notification' | 'failed'> {
  /** The notification was pressed: the desk comes up with this contact; null: with the day. */
  readonly show: (contactId: ContactId | null) => void
  /** Its button was pressed: they are shown and called. */
  readonly call: (contactId: ContactId) => void
  readonly now: () => number
}

/** More than this many at once are one notification. */
const APART = 3

/**
 * What is due, as notifications of the system: pressed, they show the contact; a button calls, where the system has buttons
 * (macOS, Windows). They stay until they are dismissed where the system lets an app ask for that (Windows, Linux; on macOS
 * by NSUserNotificationAlertStyle).
 */
export function openReminders(ports: ReminderPorts): (due: readonly DueReminder[]) => void {
  const { show, call, now } = ports
  // A notification that nobody holds is collected, and its click with it. Not every system says when one is gone, so that
  // only so many are held: nobody presses an older one.
  const shown = new Set<object>()
  const HELD = 20

  function notify(given: {
    title: string
    body: string
    button: string | null
    onClick: () => void
    onAct: () => void
  }) {
    const { title, body, button, onClick, onAct } = given
    const actions = button === null ? [] : [{ type: 'button' as const, text: button }]
    const notification = new ports.Notification({ title, body, actions, timeoutType: 'never' })
    shown.add(notification)
    for (const oldest of [...shown].slice(0, -HELD)) shown.delete(oldest)
    notification.on('click', onClick)
    notification.on('action', onAct)
    notification.on('close', () => shown.delete(notification))
    notification.on('failed', (_event, reason) => {
      shown.delete(notification)
      ports.failed(reason)
    })
    notification.show()
  }

  return (due) => {
    if (!ports.Notification.isSupported()) return
    if (due.length > APART) {
      const promises = due.filter(({ promise }) => promise).length
      const body = due.map(({ name }) => name)
      return notify({
        title: countedInWords(promises, due.length - promises),
        body: `${body.slice(0, APART).join(', ')} and ${due.length - APART} more`,
        button: null,
        onClick: () => show(null),
        onAct: () => show(null),
      })
    }
    for (const one of due) {
      const { contactId, name, company, promise, kind, words } = one
      notify({
        title: promise ? `You promised ${name} ${kindWords[kind]}` : `${name} asked for a call now`,
        body: [words, company, lateInWords(one.dueUntil, now())].filter(Boolean).join(' · '),
        button: kind === 'call' ? 'Call now' : null,
        onClick: () => show(contactId),
        onAct: () => (kind === 'call' ? call(contactId) : show(contactId)),
      })
    }
  }
}

const kindWords = { call: 'a call', letter: 'a letter', email: 'an email', meeting: 'a meeting', task: 'this' } as const

function countedInWords(promises: number, asked: number): string {
  const parts = [
    promises > 0 && `${promises} ${promises === 1 ? 'promise' : 'promises'}`,
    asked > 0 && `${asked} ${asked === 1 ? 'call they asked for' : 'calls they asked for'}`,
  ]
  return `${parts.filter(Boolean).join(' and ')} due`
}
