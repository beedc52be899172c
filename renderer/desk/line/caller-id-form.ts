import type { HideMethod } from '../../../shared/contract/caller-id.ts'
import { hidePresets, type HidePreset } from '../../../shared/line/hide-presets.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import type { Line } from '../../../shared/contract/line.ts'

/** What a line knows of hiding its number, as it is typed. */
export interface CallerIdForm {
  readonly kind: HideMethod['kind']
  readonly prefix: string
  readonly mainNumber: string
  readonly region: string
  readonly hideByDefault: boolean
  /** The main number stands in P-Preferred-Identity too. */
  readonly mainNumberNamed: boolean
  readonly withholdsEveryAddress: boolean
}
export type CallerIdErrors = Partial<Record<'prefix' | 'mainNumber' | 'region', string>>

export function callerIdFormOf(line: Line | null): CallerIdForm {
  const { hideMethod, mainNumber, mainNumberBy, ...rest } = line ?? lineDefaults
  const { region, hideByDefault, withholdsEveryAddress } = rest
  const prefix = 'prefix' in hideMethod ? hideMethod.prefix : ''
  const mainNumberNamed = mainNumberBy === 'from-and-identity'
  return { kind: hideMethod.kind, prefix, mainNumber, region, hideByDefault, mainNumberNamed, withholdsEveryAddress }
}

export function hasPrefix({ kind }: CallerIdForm): boolean {
  return kind === 'prefix' || kind === 'prefix-and-headers'
}

export function errorsInCallerId(form: CallerIdForm): CallerIdErrors {
  const errors: CallerIdErrors = {}
  if (hasPrefix(form) && !/^[0-9*#]{1,10}(\{digits\}|\{national\})?$/.test(form.prefix.trim())) {
    errors.prefix = 'Digits, * and #, like *67. {national} behind it dials the number as inside your country.'
  }
  if (!/^[+0-9 ()./-]*$/.test(form.mainNumber)) errors.mainNumber = 'Only digits, and + at the beginning.'
  if (!/^([A-Z]{2})?$/.test(form.region.trim().toUpperCase())) errors.region = 'Two letters, like CA or DE.'
  return errors
}

/** The part of a line that the form makes. */
export type CallerIdInput = Pick<
  Line,
  'hideMethod' | 'mainNumber' | 'mainNumberBy' | 'region' | 'hideByDefault' | 'withholdsEveryAddress'
>

export function callerIdInput(form: CallerIdForm): CallerIdInput {
  const { kind, mainNumber, region, hideByDefault, mainNumberNamed, withholdsEveryAddress } = form
  return {
    hideMethod: hideMethodOf(kind, form.prefix.trim()),
    mainNumber: mainNumber.trim(),
    region: region.trim().toUpperCase(),
    hideByDefault: hideByDefault && kind !== 'none',
    mainNumberBy: mainNumberNamed ? 'from-and-identity' : 'from',
    withholdsEveryAddress: withholdsEveryAddress && kind !== 'none',
  }
}

function hideMethodOf(kind: HideMethod['kind'], prefix: string): HideMethod {
  return kind === 'prefix' || kind === 'prefix-and-headers' ? { kind, prefix } : { kind }
}

/** The preset that a typed code is, that of the line's region before any other. */
export function presetOf({ prefix, region }: CallerIdForm): HidePreset | null {
  const same = hidePresets.filter((preset) => preset.prefix === prefix.trim())
  return same.find((preset) => preset.region === region.trim().toUpperCase()) ?? same[0] ?? null
}
