import type { Line } from '../../../shared/contract/line.ts'

type Format = Omit<Line['dialFormat'], 'outside'>

/** How a line wants its numbers, as a rep chooses it; the example is of Germany. */
export const dialPresets = [
  { id: 'plus', name: 'With + and country: +49 30 1234567, +1 212 …', format: { own: 'plus', foreign: 'plus' } },
  { id: 'digits', name: 'With country, without +: 49 30 1234567', format: { own: 'digits', foreign: 'digits' } },
  {
    id: 'exit',
    name: '00 or 011 before foreign ones, your own as at home: 030 1234567',
    format: { own: 'trunk', foreign: 'exit' },
  },
  { id: 'exit-all', name: '00 or 011 before every number', format: { own: 'exit', foreign: 'exit' } },
  {
    id: 'national',
    name: 'Your own without 0: 30 1234567, 00 or 011 before foreign ones',
    format: { own: 'national', foreign: 'exit' },
  },
  {
    id: 'national-plus',
    name: 'Your own as at home: 030 1234567, foreign ones with +',
    format: { own: 'trunk', foreign: 'plus' },
  },
] as const satisfies readonly { id: string; name: string; format: Format }[]
export type DialPresetId = (typeof dialPresets)[number]['id']

export function dialPreset(id: DialPresetId): Format {
  return dialPresets.find((preset) => preset.id === id)!.format
}

export function dialPresetOf({ own, foreign }: Format): DialPresetId {
  return dialPresets.find(({ format }) => format.own === own && format.foreign === foreign)?.id ?? 'plus'
}
