import type { Trouble } from './contract/trouble.ts'

/**
 * What every request answers. Expected failures are values: Electron turns a thrown error into a
 * string, and a rep can do nothing with a stack.
 */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble }

export function ok(): Result<null>
export function ok<T>(value: T): Result<T>
export function ok<T>(value?: T): Result<T | null> {
  return { ok: true, value: value ?? null }
}

export function failed(code: Trouble['code'], about: Trouble['about'] = {}): Result<never> {
  return { ok: false, trouble: { code, about } }
}

/** The end of every exhaustive switch: a new member of the union is a compile error here. */
export function never(value: never): never {
  throw new Error(`not a member of the union: ${JSON.stringify(value)}`)
}
