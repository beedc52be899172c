import { soundEnds, type SoundDevice, type SoundDevices, type SoundEnd, type SoundSettings } from './sound-settings.ts'
import type { Trouble } from '../contract/trouble.ts'

/**
 * What the rep is told when devices go and come: `device-gone` with what is used instead, `device-gone-last` where there
 * is nothing else, `device-back` for a chosen one. null: nothing that concerns them.
 */
export function deviceNews(before: SoundDevices, now: SoundDevices, settings: SoundSettings): Trouble | null {
  const gone = soundEnds.filter((end) => {
    const used = before.using[end]
    return used !== null && isThere(used, end, before) && !isThere(used, end, now)
  })
  const [first] = gone
  if (first) {
    // A headset is two devices at the least, which go together.
    const name = before.using[first]!.label
    const without = gone.filter((end) => now.using[end] === null)
    if (without.length > 0) return { code: 'device-gone-last', about: { name, ends: without.join(' or ') } }
    const instead = gone.map((end) => `“${now.using[end]!.label}” as ${end}`)
    return { code: 'device-gone', about: { name, instead: listed(merged(gone, now) ?? instead) } }
  }
  const back = soundEnds.find((end) => {
    const chosen = settings[end]
    const used = now.using[end]
    return chosen !== null && used?.label === chosen.label && !isThere(used, end, before) && !isFirst(before)
  })
  return back ? { code: 'device-back', about: { name: now.using[back]!.label } } : null
}

/** All of them go on with devices of one name: said once. */
function merged(ends: readonly SoundEnd[], now: SoundDevices): string[] | null {
  const labels = new Set(ends.map((end) => now.using[end]!.label))
  return labels.size === 1 ? [`“${[...labels].join('')}” as ${listed(ends)}`] : null
}

function isThere({ label }: SoundDevice, end: SoundEnd, { microphones, speakers }: SoundDevices): boolean {
  return (end === 'microphone' ? microphones : speakers).some((device) => device.label === label)
}

/** Nothing was known before: it is the first look. */
function isFirst({ microphones, speakers }: SoundDevices): boolean {
  return microphones.length + speakers.length === 0
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
