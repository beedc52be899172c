import { tool, type Step } from './run-step.ts'

/** What is checked without running the product. */
export const staticChecks: readonly Step[] = [
  { name: 'types', command: tool('typescript', '-b'), prints: 'on-failure' },
  { name: 'lint', command: tool('oxlint', '--deny-warnings'), prints: 'on-failure' },
  { name: 'format', command: tool('prettier', '--check', '--cache', '--log-level', 'warn', '.'), prints: 'on-failure' },
  { name: 'dead files and exports', command: tool('knip', '--cache', '--no-progress'), prints: 'on-failure' },
]
