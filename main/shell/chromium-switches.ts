import { networkInterfaces } from 'node:os'
import type { CommandLine } from 'electron'

/** Chromium features that are in the way of a phone. */
const unwantedFeatures = [
  // A headset's play button belongs to the call; Chromium would pause the far end with it.
  'HardwareMediaKeyHandling',
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
