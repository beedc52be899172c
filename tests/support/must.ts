import type { Result } from '../../shared/result.ts'

/** The value of what has to have gone well; what went wrong is thrown. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.trouble))
  return result.value
}
