import type { Finding, FindingCode } from '../../../shared/contract/line-diagnosis.ts'

/** What one step has found, and on success what the next one goes on with. */
export type StepResult<T> =
  | { readonly state: 'passed' | 'skipped' | 'warned'; readonly finding: Finding; readonly value: T }
  | { readonly state: 'failed'; readonly finding: Finding }

export interface StepLimits {
  /** For each step that waits for the network, in milliseconds. */
  readonly stepMs: number
}

export function passed<T>(value: T, code: FindingCode, about: Finding['about'] = {}): StepResult<T> {
  return { state: 'passed', finding: { code, about }, value }
}

export function skipped<T>(value: T, code: FindingCode, about: Finding['about'] = {}): StepResult<T> {
  return { state: 'skipped', finding: { code, about }, value }
}

export function failedStep(code: FindingCode, about: Finding['about'] = {}): StepResult<never> {
  return { state: 'failed', finding: { code, about } }
}
