import { readParams } from './scan.ts'

/** The call that an INVITE wants to take the place of (RFC 3891 6.1), as its sender sees it: the to-tag is ours. */
export interface Replaces {
  readonly callId: string
  readonly toTag: string
  readonly fromTag: string
  /** Only if that call is not answered yet. */
  readonly earlyOnly: boolean
}

export function readReplaces(text: string): Replaces | null {
  const semicolon = text.indexOf(';')
  const params = semicolon === -1 ? null : readParams(text, semicolon)
  const callId = text.slice(0, Math.max(0, semicolon)).trim()
  const [toTag, fromTag] = [params?.get('to-tag'), params?.get('from-tag')]
  if (!toTag || !fromTag || callId === '' || /\s/.test(callId)) return null
  return { callId, toTag, fromTag, earlyOnly: params!.has('early-only') }
}
