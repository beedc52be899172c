import type { Secrets } from '../../main/shell/secrets.ts'
import { ok } from '../../shared/result.ts'

/** Secrets without a keyring and without a file: as good as safe for as long as a test runs. */
export function plainSecrets(kept = new Map<string, string>()): Secrets {
  return {
    keep: async (name, value) => (kept.set(name, value), ok()),
    remember: (name, value) => void kept.set(name, value),
    read: async (name) => kept.get(name) ?? null,
    forget: async (name) => void kept.delete(name),
    whereIs: async (name) => (kept.has(name) ? 'keyring' : 'missing'),
    storage: async () => 'safe',
  }
}
