import { emitterFor } from './emitter.ts'
import { refuseUnknown } from './refuse-unknown.ts'

/** Chromium has no tray: what would be in it is kept, for tests to read and to click. */
export class Tray
  extends emitterFor<Electron.Tray>('Tray')
  implements Pick<Electron.Tray, 'destroy' | 'isDestroyed' | 'setContextMenu' | 'setTitle' | 'setToolTip'>
{
  /** Those that are there now. */
  static readonly shown: Tray[] = []
  title = ''
  toolTip = ''
  /** As it was given to `Menu.buildFromTemplate`. */
  menu: readonly Electron.MenuItemConstructorOptions[] = []

  constructor(_image: Electron.NativeImage | string) {
    super()
    Tray.shown.push(this)
  }

  setTitle(title: string): void {
    this.title = title
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.menu = (menu?.items ?? []) as never
  }

  isDestroyed(): boolean {
    return !Tray.shown.includes(this)
  }

  destroy(): void {
    const at = Tray.shown.indexOf(this)
    if (at >= 0) Tray.shown.splice(at, 1)
  }
}

type Image = Pick<Electron.NativeImage, 'resize'>
const image: Image = refuseUnknown('NativeImage', { resize: () => image as Electron.NativeImage })

export const nativeImage = refuseUnknown('nativeImage', {
  createFromPath: (_path: string) => image as Electron.NativeImage,
} satisfies Partial<typeof Electron.nativeImage>)
