import { readFileSync } from 'node:fs'
import { callingPolicySchema, type CallingPolicy } from '../../shared/contract/calling-policy.ts'
import { strictestPolicy } from '../../shared/compliance/apply-policy.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'

/**
 * The organisation's policy; null where there is no file, unless the file `isNamed`: somebody has said that it is there.
 * A file that is there and cannot be read counts as the
 * strictest policy, with the trouble to tell: somebody meant to forbid something.
 */
export function readPolicy(
  path: string,
  { isNamed = false } = {},
): { readonly policy: CallingPolicy | null; readonly trouble: Trouble | null } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT' && !isNamed) return { policy: null, trouble: null }
    if (code === '') throw error
    return unreadable(code === 'ENOENT' ? 'it is not where it should be' : code)
  }
  const parsed = callingPolicySchema.safeParse(jsonIn(text))
  if (parsed.success) return { policy: parsed.data, trouble: null }
  const issue = parsed.error.issues[0]
  return unreadable(issue ? `${issue.path.join('.') || 'the file'}: ${issue.message}` : 'not a policy')
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // Anything but an object is refused with a reason by the schema.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function unreadable(reason: string): { policy: CallingPolicy; trouble: Trouble } {
  return { policy: strictestPolicy, trouble: { code: 'policy-unreadable', about: { reason } } }
}
