import { expect, it } from 'vitest'
import { presets } from '../../../shared/cadence/cadence-presets.ts'

it.each(presets.map((preset) => [preset.name, preset] as const))(
  '%s says what to say from the first call on, in brief',
  (_, preset) => {
    const { scripts, between, message, maxTries } = preset
    expect(scripts[0]).toMatchObject({ from: 1 })
    const begins = scripts.map(({ from }) => from)
    expect(begins).toEqual([...new Set(begins)].toSorted((a, b) => a - b))
    for (const { from, text } of scripts) {
      expect(from).toBeLessThanOrEqual(maxTries)
      // Read while it rings: points, no speech.
      expect(text.split('\n').length).toBeLessThanOrEqual(8)
      expect(text.split(/\s+/).length).toBeLessThan(90)
      // What is left on a voicemail is the cadence's to say, and the script says it too.
      expect(text).toMatch(/[Vv]oicemail/)
    }
    if (message.when === 'never') expect(scripts.map(({ text }) => text).join()).toContain('next number')
    for (const step of between) expect(step.script).toContain('Reason:')
  },
)
