import { networkInterfaces } from 'node:os'
import type { CommandLine } from 'electron'

/** Chromium features that are in the way of a phone. */
const unwantedFeatures = [
  // A headset's play button belongs to the call; Chromium would pause the far end with it.
  'HardwareMediaKeyHandling',
  // Its mDNS responder binds UDP port 5353, and the firewall of Windows (on macOS "local network") asks the rep about that
  // at the first call. Addresses are not hidden from anybody by it: a page that has the microphone sees them anyway, and what
  // leaves is withheld in main/exchange.
  'WebRtcHideLocalIpsWithMdns',
]

/** Must run before the app is ready. A switch given twice replaces the first, so what is there already is kept. */
export function appendChromiumSwitches(commandLine: CommandLine): void {
  const already = commandLine.getSwitchValue('disable-features')
  commandLine.appendSwitch('disable-features', [already, ...unwantedFeatures].filter(Boolean).join(','))
  // With no network at all, loopback is the only way to the practice line. Where there is a network it stays off:
  // Chromium prefers it to everything, and a far end that pins the first address it hears (baresip 1.0) falls silent.
  if (!hasNetwork()) commandLine.appendSwitch('allow-loopback-in-peer-connection')
}

function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal))
}

/**
 * Whoever starts Afterbeep with one of these could drive the desk and hear the calls, as this user; no fuse of Electron turns
 * them off. In the packed app nobody needs them.
 */
const debuggingSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address']

export function isDebugged(commandLine: Pick<CommandLine, 'hasSwitch'>): boolean {
  return debuggingSwitches.some((name) => commandLine.hasSwitch(name))
}
