import type { HideMethod } from './caller-id.ts'

/** A line about which nobody has said how its number is hidden, or where it is. */
export const noCallerIdWishes: {
  readonly hideMethod: HideMethod
  readonly hideByDefault: boolean
  readonly mainNumber: string
  readonly region: string
} = { hideMethod: { kind: 'none' }, hideByDefault: false, mainNumber: '', region: '' }
