import type { HideMethod, MainNumberBy } from './caller-id.ts'

/** A line about which nobody has said how its number is hidden, or where it is. */
export const noCallerIdWishes: {
  readonly hideMethod: HideMethod
  readonly hideByDefault: boolean
  readonly mainNumber: string
  readonly mainNumberBy: MainNumberBy
  readonly region: string
  readonly withholdsEveryAddress: boolean
} = {
  hideMethod: { kind: 'none' },
  hideByDefault: false,
  mainNumber: '',
  mainNumberBy: 'from',
  region: '',
  withholdsEveryAddress: false,
}
