import type { MenuItemConstructorOptions } from 'electron'
import type { ZoomStep } from './zoom.ts'

/**
 * Electron's own menu has reload and developer tools on keys that a rep may hit in the middle of a call. macOS needs
 * a menu for its usual keys: ⌘W is in "File", copy and paste are in "Edit". Elsewhere they work without one.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  zoom: (by: ZoomStep) => void,
): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null
  const view: MenuItemConstructorOptions = {
    label: 'View',
    // The roles of these names know nothing of what is remembered.
    submenu: [
      { label: 'Actual Size', accelerator: 'Command+0', click: () => zoom('reset') },
      { label: 'Zoom In', accelerator: 'Command+Plus', click: () => zoom('in') },
      { label: 'Zoom Out', accelerator: 'Command+-', click: () => zoom('out') },
    ],
  }
  return [{ role: 'appMenu' }, { role: 'fileMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }]
}
