import { spawnSync } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { inNetworkNamespace, withSbin } from '../../scripts/network-namespace.ts'
import { root } from '../../scripts/run-step.ts'

/**
 * Runs the bench again in a network of its own, since its traffic must not reach anything real. False: this is that
 * network already, and the bench is to be run here.
 */
export function ranInNamespace(bench: string, args: readonly string[]): boolean {
  if (Object.keys(networkInterfaces()).every((name) => ['lo', 'lab0', 'lab1'].includes(name))) return false
  const command = inNetworkNamespace([process.execPath, join(root, 'scripts', 'bench.ts'), bench, ...args])
  if (!command) throw new Error('This system allows no network namespace, and the bench sends traffic nowhere else.')
  const { status } = spawnSync(command[0]!, command.slice(1), { stdio: 'inherit', env: withSbin() })
  process.exitCode = status ?? 1
  return true
}
