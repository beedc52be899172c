import type { MenuItemConstructorOptions } from 'electron'

/**
 * Electron's own menu has reload and developer tools on keys that a rep may hit in the middle of a call. macOS needs
 * a menu for its usual keys, copy and paste among them; elsewhere they work without one.
 */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  return platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] : null
}
