import { Menu, nativeImage, Tray } from 'electron'
import type { LineState } from '../../shared/line/line.ts'
import { registrationInOneLine } from '../../shared/line/registration-words.ts'

export interface TrayDeeds {
  readonly openDesk: () => void
  readonly quit: () => void
}

/** The sign of Afterbeep beside the system's clock: what the line's registration is worth, and the way back to the desk. */
export interface LineTray {
  lineChanged(state: LineState): void
  close(): void
}

/** @param icon path of a picture. */
export function openTray(icon: string, deeds: TrayDeeds): LineTray {
  const tray = new Tray(nativeImage.createFromPath(icon).resize({ width: 22, height: 22 }))
  tray.on('click', deeds.openDesk)
  return {
    lineChanged(state) {
      const words = registrationInOneLine(state, clock)
      tray.setToolTip(`Afterbeep · ${words}`)
      // Some Linux desktops show the menu and never the tooltip.
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: words, enabled: false },
          { type: 'separator' },
          { label: 'Open the desk', click: deeds.openDesk },
          { label: 'Quit Afterbeep', click: deeds.quit },
        ]),
      )
    },
    close: () => tray.destroy(),
  }
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB')
}
