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
const asked: readonly { readonly name: string; readonly permission: Permission; readonly media?: 'audio' | 'video' }[] =
  [
    { name: 'microphone', permission: 'media', media: 'audio' },
    { name: 'camera', permission: 'media', media: 'video' },
    { name: 'notifications', permission: 'notifications' },
    { name: 'geolocation', permission: 'geolocation' },
    { name: 'clipboard-read', permission: 'clipboard-read' },
    { name: 'clipboard-write', permission: 'clipboard-sanitized-write' },
  ]

/**
 * What the app's handlers allow an origin, in Chromium's words. Electron asks when a page does; Chromium can only be
 * told ahead of time, and per origin.
 */
export async function permissionsOf(
  contents: Electron.WebContents,
  url: string,
): Promise<{ readonly name: string; readonly setting: 'granted' | 'denied' }[]> {
  return Promise.all(
    asked.map(async ({ name, permission, media }) => {
      const isAllowed =
        !(name === 'microphone' && isMicrophoneRefused) &&
        (defaultSession.onCheck?.(contents, permission, url, {
          isMainFrame: true,
          requestingUrl: url,
          securityOrigin: url,
          ...(media && { mediaType: media }),
        }) ??
          true) &&
        (await allowedOnRequest(contents, permission, url, media))
      return { name, setting: isAllowed ? ('granted' as const) : ('denied' as const) }
    }),
  )
}

function allowedOnRequest(
  contents: Electron.WebContents,
  permission: Permission,
  url: string,
  media: 'audio' | 'video' | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (!defaultSession.onRequest) return resolve(true)
    defaultSession.onRequest(contents, permission, resolve, {
      isMainFrame: true,
      requestingUrl: url,
      ...(media && { mediaTypes: [media], securityOrigin: url }),
    })
  })
}
