import { isReady } from './before-ready.ts'
import { emitterFor } from './emitter.ts'

/*
 * AFTERBEEP_NOTIFICATIONS=unsupported   there are none on this system
 *                         failed        each one fails, as on a Mac where the app is not signed
 */
const mode = process.env['AFTERBEEP_NOTIFICATIONS'] ?? ''

/** As NotificationConstructorOptions has them. */
const options = new Set(
  'id groupId groupTitle title subtitle body silent icon hasReply timeoutType replyPlaceholder sound urgency actions closeButtonText toastXml'.split(
    ' ',
  ),
)

/** What a system does with a notification that nobody asked to stay, in milliseconds. */
const vanishesAfter = 7_000

let count = 0
/** As the system holds them: not at all. What the app lets go of is collected, its listeners with it. */
const references: WeakRef<Notification>[] = []

/** Chromium's windows belong to nobody's notification centre: what would be shown there can be looked at by tests. */
export class Notification
  extends emitterFor<Electron.Notification>('Notification')
  implements Pick<Electron.Notification, 'show' | 'close' | 'title' | 'body'>
{
  /** Those that are shown now, the oldest first. */
  static get shown(): Notification[] {
    return references.flatMap((reference) => reference.deref() ?? []).filter(({ isShown }) => isShown)
  }
  static isSupported(): boolean {
    return mode !== 'unsupported'
  }
  /** Windows: of notifications that an earlier run left behind. */
  static handleActivation(callback: (details: Electron.ActivationArguments) => void): void {
    if (process.platform !== 'win32') throw new Error('Notification.handleActivation exists on Windows only')
    Object.assign(globalThis, { activateOldNotification: () => callback({ type: 'click', arguments: 'type=click' }) })
  }

  title: string
  body: string
  readonly timeoutType: 'default' | 'never'
  readonly urgency: 'normal' | 'critical' | 'low'
  isShown = false
  private vanishing: NodeJS.Timeout | undefined

  constructor(given: Electron.NotificationConstructorOptions = {}) {
    super()
    const unknown = Object.keys(given).find((key) => !options.has(key))
    if (unknown) throw new Error(`A notification has no option “${unknown}”`)
    this.title = given.title ?? ''
    this.body = given.body ?? ''
    this.timeoutType = given.timeoutType ?? 'default'
    this.urgency = given.urgency ?? 'normal'
    references.push(new WeakRef(this))
  }

  show(): void {
    if (!isReady()) throw new Error('Notification.show before the app is ready')
    if (mode === 'failed') {
      setImmediate(() => this.emit('failed', {}, 'Notifications are not allowed for this application'))
      return
    }
    if (this.isShown) return
    this.isShown = true
    this.emit('show')
    if (this.timeoutType === 'never') return
    this.vanishing = vanishLater(new WeakRef(this))
  }

  close(): void {
    if (!this.isShown) return
    clearTimeout(this.vanishing)
    this.isShown = false
    this.emit('close', {})
  }

  vanish(isSaid: boolean): void {
    this.isShown = false
    if (isSaid) this.emit('close', { reason: 'timedOut' })
  }
}

/** Half the systems say nothing when they take one away. Outside the class: a closure in there would hold the notification. */
function vanishLater(reference: WeakRef<Notification>): NodeJS.Timeout {
  const isSaid = ++count % 2 === 1
  return setTimeout(() => reference.deref()?.vanish(isSaid), vanishesAfter).unref()
}
