import { existsSync } from 'node:fs'
import { isReady } from './before-ready.ts'
import { emitterFor } from './emitter.ts'
import { refuseUnknown } from './refuse-unknown.ts'

const references: WeakRef<Tray>[] = []

/** Chromium has no tray: what would be in it is kept, for tests to read and to click. */
export class Tray
  extends emitterFor<Electron.Tray>('Tray')
  implements Pick<Electron.Tray, 'destroy' | 'isDestroyed' | 'setContextMenu' | 'setTitle' | 'setToolTip'>
{
  /** Those that are there now. A tray that the app lets go of is collected, and gone from the screen. */
  static get shown(): Tray[] {
    return references.flatMap((reference) => reference.deref() ?? []).filter((tray) => !tray.isDestroyed())
  }
  private isGone = false
  title = ''
  toolTip = ''
  menu: readonly Electron.MenuItem[] = []

  /** The file of its picture. */
  readonly picture: string

  constructor(image: Electron.NativeImage | string) {
    super()
    if (!isReady()) throw new Error('Cannot create Tray before app is ready')
    this.picture = typeof image === 'string' ? image : (pictures.get(image) ?? '')
    references.push(new WeakRef(this))
  }

  setTitle(title: string): void {
    this.title = title
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.menu = menu?.items ?? []
  }

  isDestroyed(): boolean {
    return this.isGone
  }

  destroy(): void {
    this.isGone = true
  }
}

/** From which file a picture is. */
const pictures = new WeakMap<object, string>()

export const nativeImage = refuseUnknown('nativeImage', {
  /** Electron makes an empty picture of a file that is not there, and an empty tray of that. */
  createFromPath(path: string) {
    if (!existsSync(path)) throw new Error(`There is no picture ${path}: Electron would show nothing`)
    const image = refuseUnknown('NativeImage', {})
    pictures.set(image, path)
    return image as Electron.NativeImage
  },
} satisfies Partial<typeof Electron.nativeImage>)
