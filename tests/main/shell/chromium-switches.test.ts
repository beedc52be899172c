import type { CommandLine } from 'electron'
import { expect, test } from 'vitest'
import { appendChromiumSwitches, isDebugged } from '../../../main/shell/chromium-switches.ts'

function commandLine(given: Readonly<Record<string, string>> = {}) {
  const switches = new Map(Object.entries(given))
  return {
    appendSwitch: (name: string, value = '') => void switches.set(name, value),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
    hasSwitch: (name: string) => switches.has(name),
  } as unknown as CommandLine
}

test('no mDNS responder opens a port that a firewall asks about, and no media key pauses a call; what was disabled before stays so', () => {
  const line = commandLine({ 'disable-features': 'Other' })
  appendChromiumSwitches(line)
  const features = line.getSwitchValue('disable-features').split(',')
  expect(features).toEqual(expect.arrayContaining(['Other', 'WebRtcHideLocalIpsWithMdns', 'HardwareMediaKeyHandling']))
})

test('a debugging port or pipe is seen', () => {
  expect(isDebugged(commandLine())).toBe(false)
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe'])
    expect(isDebugged(commandLine({ [name]: '' }))).toBe(true)
})
