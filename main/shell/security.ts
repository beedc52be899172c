import type { App, Session, SystemPreferences, WebContents } from 'electron'

/** The two windows, each an origin of its own. Nothing else is ever loaded. */
export type Room = 'desk' | 'sound'

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
export type Permission = Parameters<RequestHandler>[1]

/** The address of a room's only page. */
export function pageOf(room: Room): string {
  return `app://${room}/`
}

/** The room an address belongs to, or null: the exact scheme and host, no user, no port. */
export function roomOf(address: string): Room | null {
  const url = URL.parse(address)
  if (url?.protocol !== 'app:' || url.username !== '' || url.password !== '' || url.port !== '') return null
  return url.hostname === 'desk' || url.hostname === 'sound' ? url.hostname : null
}

/** A room may load its own page again, and go nowhere else. */
export function mayNavigate(from: string, to: string): boolean {
  const room = roomOf(to)
  return room !== null && room === roomOf(from) && URL.parse(to)?.pathname === '/'
}

export interface PermissionQuestion {
  readonly permission: Permission
  /** Of the frame that asks: its address, or its origin where Electron knows no more. */
  readonly url: string
  readonly isMainFrame: boolean
  /** With `media`: what is asked for. Electron says `unknown` where it cannot tell. */
  readonly media: readonly string[]
}

/** Everything is refused but: the microphone and the choice of a speaker in the sound room, copying on the desk. */
export function mayUse({ permission, url, isMainFrame, media }: PermissionQuestion): boolean {
  if (!isMainFrame) return false
  switch (roomOf(url)) {
    case 'desk':
      return permission === 'clipboard-sanitized-write'
    case 'sound':
      if (permission === 'media') return media.length > 0 && media.every((kind) => kind === 'audio')
      return permission === 'speaker-selection'
    default:
      return false
  }
}

/**
 * Deny by default in a session. Both handlers are needed: most features check first and ask only when that fails.
 * @param askSystem asks the system whether Afterbeep may have the microphone: Electron goes on without an answer
 *   where macOS has not been asked yet, and the first call would be silent to whoever is called.
 */
export function guardSession(session: Session, askSystem: () => Promise<boolean>): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const isOurs = mayUse({ permission, url: details.requestingUrl, isMainFrame: details.isMainFrame, media })
    if (isOurs && permission === 'media') void askSystem().then(answer, () => answer(false))
    else answer(isOurs)
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType]
    return mayUse({ permission, url: details.requestingUrl ?? origin, isMainFrame: details.isMainFrame, media })
  })
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}

/** Whether the system lets Afterbeep have the microphone. Only macOS asks the rep, once, and then remembers the answer. */
export async function askForMicrophone(
  preferences: Pick<SystemPreferences, 'askForMediaAccess'>,
  platform: NodeJS.Platform,
): Promise<boolean> {
  return platform === 'darwin' ? preferences.askForMediaAccess('microphone') : true
}

/** Has the rep, or whoever keeps this computer, refused Afterbeep the microphone? Where nobody was asked yet, and on Linux: no. */
export function isMicrophoneRefused(
  preferences: Pick<SystemPreferences, 'getMediaAccessStatus'>,
  platform: NodeJS.Platform,
): boolean {
  if (platform !== 'darwin' && platform !== 'win32') return false
  return ['denied', 'restricted'].includes(preferences.getMediaAccessStatus('microphone'))
}

/** Deny by default in whatever web contents the app will ever have. */
export function guardContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuseForeign = (event: { readonly url: string; preventDefault(): void }) => {
      if (!mayNavigate(contents.getURL(), event.url)) event.preventDefault()
    }
    contents.on('will-navigate', refuseForeign)
    contents.on('will-frame-navigate', refuseForeign)
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** What an IPC message says about where it comes from. `frame` is null when the frame is gone already. */
export interface Sender {
  readonly sender: WebContents
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** Does this message come from the top frame of this room's own window, still on the room's own page? */
export function isSentBy(room: Room, contents: WebContents, { sender, senderFrame }: Sender): boolean {
  return sender === contents && senderFrame !== null && senderFrame.parent === null && roomOf(senderFrame.url) === room
}
