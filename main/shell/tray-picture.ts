/**
 * The picture beside the clock for each system, in `resources`. macOS takes black on nothing and colours it to its menu bar,
 * which the name ending in Template asks for; Windows picks the size it needs out of the ICO; there and on Linux it is in colour.
 * Beside each PNG lies one of twice the size, `@2x`, which Electron finds by its name.
 */
export function trayPicture(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'trayTemplate.png'
  return platform === 'win32' ? 'tray.ico' : 'tray.png'
}
