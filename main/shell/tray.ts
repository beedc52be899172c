import { join } from 'node:path'
import { Menu, nativeImage, Tray } from 'electron'
import type { LineState } from '../../shared/contract/line.ts'
import { trayPicture } from './tray-picture.ts'
import { registrationInOneLine } from '../../shared/line/registration-words.ts'

export interface TrayActions {
  readonly openDesk: () => void
  readonly quit: () => void
}

/** The sign of Afterbeep beside the system's clock: what the line's registration is worth, and the way back to the desk. */
export interface LineTray {
  lineChanged(state: LineState): void
  close(): void
}

/** @param resources the folder with the pictures. */
export function openTray(resources: string, actions: TrayActions): LineTray {
  const tray = new Tray(nativeImage.createFromPath(join(resources, trayPicture(process.platform))))
  tray.on('click', actions.openDesk)
  return {
    lineChanged(state) {
      const words = registrationInOneLine(state, clock)
      tray.setToolTip(`Afterbeep · ${words}`)
      // Some Linux desktops show the menu and never the tooltip.
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: words, enabled: false },
          { type: 'separator' },
          { label: 'Open the desk', click: actions.openDesk },
          { label: 'Quit Afterbeep', click: actions.quit },
        ]),
      )
    },
    close: () => tray.destroy(),
  }
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB')
}
