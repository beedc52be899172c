import { emitterFor } from './emitter.ts'
import { isMicrophoneRefused } from './chromium.ts'

type PermissionHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>
type Permission = Parameters<PermissionHandler>[1]

class Session
  extends emitterFor<Electron.Session>('session')
  implements
    Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>
{
  onRequest: PermissionHandler | null = null
  onCheck: CheckHandler | null = null

  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    this.onRequest = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.onCheck = handler
  }

  /** Chromium is started without any device the app could ask for. */
  setDevicePermissionHandler(_handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {}
}

export const defaultSession = new Session()

/** Chromium's names of what is asked of the app's handlers. Whatever is not in here stays as Chromium has it. */
const asked: readonly { readonly name: string; readonly permission: Permission }[] = [
  { name: 'notifications', permission: 'notifications' },
  { name: 'geolocation', permission: 'geolocation' },
  { name: 'clipboard-read', permission: 'clipboard-read' },
  { name: 'clipboard-write', permission: 'clipboard-sanitized-write' },
]

/** Who asks: a frame of a page, or the page itself where Chromium knows no frame (a worker, its own housekeeping). */
export interface Asker {
  readonly contents: Electron.WebContents
  readonly url: string
  readonly isMainFrame: boolean
}

/**
 * What the app's handlers allow an origin, in Chromium's words. Chromium can only be told ahead of time, and per origin: so
 * what matters here, the microphone and the speakers, is asked when a page uses it (`askForUse`).
 */
export async function permissionsOf(
  asker: Asker,
): Promise<{ readonly name: string; readonly setting: 'granted' | 'denied' }[]> {
  // Electron also checks without a frame: no address but the origin, and not the main frame. Nobody may throw at that.
  isAllowed(asker, 'media', { mediaType: 'unknown' }, null)
  const others = await Promise.all(
    asked.map(async ({ name, permission }) => {
      const may = isAllowed(asker, permission, {}) && (await allowedOnRequest(asker, permission, {}))
      return { name, setting: may ? ('granted' as const) : ('denied' as const) }
    }),
  )
  const media = (name: string, kind: 'audio' | 'video', isThere: boolean) => ({
    name,
    setting: isThere && isAllowed(asker, 'media', { mediaType: kind }) ? ('granted' as const) : ('denied' as const),
  })
  return [...others, media('microphone', 'audio', !isMicrophoneRefused), media('camera', 'video', true)]
}

/** A page uses something now. */
export async function askForUse(asker: Asker, use: { readonly kind: string; readonly media?: readonly string[] }) {
  if (use.kind === 'speaker') {
    return isAllowed(asker, 'speaker-selection', {}) && (await allowedOnRequest(asker, 'speaker-selection', {}))
  }
  // Labels and ids of devices: a check for each kind, no request.
  if (use.kind === 'devices') return isAllowed(asker, 'media', { mediaType: 'audio' })
  return allowedOnRequest(asker, 'media', {
    mediaTypes: [...(use.media ?? [])] as ('audio' | 'video')[],
    securityOrigin: asker.url,
  })
}

function isAllowed(
  { contents, url, isMainFrame }: Asker,
  permission: Parameters<CheckHandler>[1],
  more: { readonly mediaType?: 'audio' | 'video' | 'unknown' },
  requestingUrl: string | null = url,
): boolean {
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/.exec(url)?.[0] ?? ''
  const details = {
    ...more,
    isMainFrame: requestingUrl !== null && isMainFrame,
    ...(requestingUrl === null ? { embeddingOrigin: origin } : { requestingUrl, securityOrigin: origin }),
  }
  return defaultSession.onCheck?.(contents, permission, `${origin}/`, details as never) ?? true
}

function allowedOnRequest(
  { contents, url, isMainFrame }: Asker,
  permission: Permission,
  more: Partial<Electron.MediaAccessPermissionRequest>,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (!defaultSession.onRequest) return resolve(true)
    defaultSession.onRequest(contents, permission, resolve, { isMainFrame, requestingUrl: url, ...more })
  })
}
