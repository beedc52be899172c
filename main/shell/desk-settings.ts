import { usualSettings, type DeskSettings, type SettingsState } from '../../shared/contract/settings-bridge.ts'
import type { CallingPolicy } from '../../shared/contract/calling-policy.ts'

/** Where it is remembered how the rep wants the desk. */
export interface KeptSettings {
  get(): DeskSettings
  set(settings: DeskSettings): void
}

/** Remembered until Afterbeep is closed. */
export function settingsUntilClosed(): KeptSettings {
  let kept = usualSettings
  return { get: () => kept, set: (settings) => void (kept = settings) }
}

/** A policy that lets no session dial on by itself outdoes the rep. */
export function settingsState(kept: KeptSettings, policy: CallingPolicy | null): SettingsState {
  return { ...kept.get(), dialOnForbiddenBy: policy?.mayDialOn === false ? policy.organisation : null }
}
