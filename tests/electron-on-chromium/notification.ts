import { emitterFor } from './emitter.ts'

/** Chromium's windows belong to nobody's notification centre: what would be shown there is kept, for tests to look at. */
export class Notification
  extends emitterFor<Electron.Notification>('Notification')
  implements Pick<Electron.Notification, 'show' | 'close' | 'title' | 'body'>
{
  /** Those that are shown now, the oldest first. */
  static readonly shown: Notification[] = []
  static isSupported(): boolean {
    return true
  }

  title: string
  body: string

  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
  }

  show(): void {
    if (Notification.shown.includes(this)) return
    Notification.shown.push(this)
    this.emit('show')
  }

  close(): void {
    const index = Notification.shown.indexOf(this)
    if (index === -1) return
    Notification.shown.splice(index, 1)
    this.emit('close')
  }
}
